-- The desk: what people do with conversations. Their state stands in tables of its own, which the message path never touches.

create table teams (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  -- How two names are compared (fold_text).
  folded text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, folded)
);
call protect_tenant_table('teams');

create table team_members (
  organization_id uuid not null,
  team_id uuid not null,
  member_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, team_id, member_id),
  foreign key (organization_id, team_id) references teams (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index team_members_member on team_members (organization_id, member_id);
call protect_tenant_table('team_members');

-- Who has a conversation, and until when it is out of sight. No row: nobody, and it is not.
create table desk_conversations (
  organization_id uuid not null,
  conversation_id uuid not null,
  assignee_id uuid,
  team_id uuid,
  snoozed_until timestamptz,
  -- The last message when it was snoozed: one of the contact after it brings the conversation back.
  snoozed_after uuid,
  changed_at timestamptz not null,
  primary key (organization_id, conversation_id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id),
  foreign key (organization_id, assignee_id) references members (organization_id, id),
  foreign key (organization_id, team_id) references teams (organization_id, id) on delete set null (team_id)
);
create index desk_conversations_assignee on desk_conversations (organization_id, assignee_id) where assignee_id is not null;
create index desk_conversations_team on desk_conversations (organization_id, team_id) where team_id is not null;
create index desk_conversations_snoozed on desk_conversations (organization_id, snoozed_until) where snoozed_until is not null;
call protect_tenant_table('desk_conversations');

-- Up to which message a member has read a conversation. No row: up to when they became a member.
create table conversation_reads (
  organization_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  read_to uuid not null,
  -- When that message came: a conversation in which nothing happened since needs no look at its messages.
  read_at timestamptz not null,
  primary key (organization_id, member_id, conversation_id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
call protect_tenant_table('conversation_reads');

create table labels (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  folded text not null,
  colour text not null check (colour in ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown')),
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, folded)
);
call protect_tenant_table('labels');

create table conversation_labels (
  organization_id uuid not null,
  label_id uuid not null,
  conversation_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, label_id, conversation_id),
  foreign key (organization_id, label_id) references labels (organization_id, id) on delete cascade,
  foreign key (organization_id, conversation_id) references conversations (organization_id, id)
);
create index conversation_labels_conversation on conversation_labels (organization_id, conversation_id);
call protect_tenant_table('conversation_labels');

-- What members write to each other in a conversation. Never sent.
create table conversation_notes (
  organization_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  text text not null,
  author text not null check (author in ('member', 'api_key', 'system')),
  author_id text not null,
  created_at timestamptz not null,
  changed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id)
);
create index conversation_notes_list on conversation_notes (organization_id, conversation_id, id);
call protect_tenant_table('conversation_notes');

create table note_mentions (
  organization_id uuid not null,
  member_id uuid not null,
  conversation_id uuid not null,
  note_id uuid not null,
  primary key (organization_id, member_id, conversation_id, note_id),
  foreign key (organization_id, note_id) references conversation_notes (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index note_mentions_note on note_mentions (organization_id, note_id);
call protect_tenant_table('note_mentions');

-- Texts that are written again and again; found by their shortcut.
create table canned_replies (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- Whose it is; null: everybody's.
  team_id uuid,
  shortcut text not null,
  title text not null,
  text text not null,
  -- Shortcut, title and text as they are searched.
  folded text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, team_id) references teams (organization_id, id) on delete cascade
);
create unique index canned_replies_shortcut on canned_replies (organization_id, shortcut, team_id) nulls not distinct;
call protect_tenant_table('canned_replies');

-- A filter with a name: a member's own, or everybody's.
create table inbox_views (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- Whose it is.
  member_id uuid not null,
  shared boolean not null,
  name text not null,
  filter jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index inbox_views_member on inbox_views (organization_id, member_id);
call protect_tenant_table('inbox_views');

-- FINDING MESSAGES. Their texts as they are compared, written by a task some seconds after the message and never by the message path: an index on
-- messages itself would gain an entry with each change of a status. It begins with a space, so that a short word is found where a word begins.
create table message_search (
  organization_id uuid not null,
  message_id uuid not null,
  folded text not null,
  primary key (organization_id, message_id),
  foreign key (organization_id, message_id) references messages (organization_id, id) on delete cascade
);
-- Written in small batches, so without the list of pending entries that somebody would have to put in order in one long go.
create index message_search_folded on message_search using gin (folded gin_trgm_ops) with (fastupdate = off);
call protect_tenant_table('message_search');

-- How far the task is in an organization.
create table message_search_progress (
  organization_id uuid primary key references organizations (id),
  indexed_to uuid not null,
  changed_at timestamptz not null
);
call protect_tenant_table('message_search_progress');

-- Organizations with messages older than `before` that are not written down yet: ids and nothing else.
create function due_message_search(before uuid, most int) returns table (organization_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.id from organizations o
    left join message_search_progress p on p.organization_id = o.id
    where exists (select from messages m where m.organization_id = o.id and m.id < before
      and m.id > coalesce(p.indexed_to, '00000000-0000-0000-0000-000000000000') limit 1)
    order by p.changed_at nulls first limit most
  $$;

-- "%word%", or where a word begins if it is too short for the index.
create function search_pattern(word text) returns text
  language sql immutable parallel safe strict
  as $$
    select case when length(f.folded) < 3 then '% ' else '%' end
      || replace(replace(replace(f.folded, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    from (select fold_text(word) as folded) f
  $$;

-- The newest texts of an organization older than `before`: what is not written down yet, and what is. Whatever is known of how many there are,
-- they are read from the index in its order.
create function newest_texts(org uuid, before uuid) returns table (message_id uuid, folded text)
  language sql stable set search_path = public, pg_temp set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off
  as $$
    (select m.id, ' ' || fold_text(left(m.text, 8000)) from messages m
      where m.organization_id = org and m.id < before and m.text is not null
        and m.id > (select coalesce((select p.indexed_to from message_search_progress p where p.organization_id = org), '00000000-0000-0000-0000-000000000000'))
      order by m.id desc limit 500)
    union all
    (select s.message_id, s.folded from message_search s where s.organization_id = org and s.message_id < before order by s.message_id desc limit 2000)
  $$;

-- Ids of messages in which each word occurs, the newest first, older than `before`; `member`: only of their contacts, null: all.
create function search_messages(words text[], member uuid, before uuid, most int) returns table (message_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  declare
    org uuid := current_organization();
    conditions text;
    theirs text := '';
    found_ids uuid[];
    walked_to uuid;
  begin
    if org is null then return; end if;
    select string_agg(format(' and s.folded like %L', search_pattern(w)), '') into conditions from unnest(words) w where fold_text(w) <> '';
    if conditions is null then return; end if;
    if member is not null then
      theirs := ' and exists (select from messages m join conversations v on v.organization_id = m.organization_id and v.id = m.conversation_id
        where m.organization_id = $1 and m.id = s.message_id and v.contact_id in (select contacts_of_member($3)))';
    end if;
    -- A word that many messages share is among the newest ones; reading those is quicker than putting all that the index finds in order.
    execute 'with newest as materialized (select n.message_id, n.folded from newest_texts($1, $2) n)
      select (select s.message_id from newest s order by s.message_id limit 1),
        array(select s.message_id from newest s where true' || conditions || theirs || ' order by s.message_id desc limit $4)'
      into walked_to, found_ids using org, before, member, most;
    return query select unnest(found_ids);
    if coalesce(cardinality(found_ids), 0) >= most or walked_to is null then return; end if;
    -- A rare one: the index. Of more than anybody reads, the first that it finds.
    return query execute 'select f.message_id from (
        select s.message_id from message_search s where s.organization_id = $1 and s.message_id < $2' || conditions || theirs || ' limit 20000) f
      order by f.message_id desc limit $4'
      using org, walked_to, member, most - coalesce(cardinality(found_ids), 0);
  end $$;

revoke execute on function due_message_search(uuid, int), search_messages(text[], uuid, uuid, int) from public;
grant execute on function due_message_search(uuid, int), search_messages(text[], uuid, uuid, int) to baraza_app;
