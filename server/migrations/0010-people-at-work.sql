-- Conversations as people work on them: since when somebody waits for people, what was done, and lists that stay quick however many there are.

-- The first id (UUID version 7) that could have been made at a moment: what came since is `id >= first_id_at(moment)`.
create function first_id_at(moment timestamptz) returns uuid
  language sql stable parallel safe strict
  as $$ select (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid $$;

-- The oldest message nobody has answered. The scripts of the message path write it in statements that touch the row anyway.
alter table conversations add column waiting_since timestamptz;
update conversations v set waiting_since = v.last_inbound_at
  where v.handler = 'people' and v.state = 'open' and (select m.direction from messages m
    where m.organization_id = v.organization_id and m.conversation_id = v.id order by m.id desc limit 1) = 'in';

-- State and handler stand first, so that a list of the open ones that people have is read from its beginning among 100,000 that are closed or
-- the assistant's. A list of all is put together from the four.
drop index conversations_list;
create index conversations_list on conversations (organization_id, state, handler, last_message_at desc, id desc);
create index conversations_waiting on conversations (organization_id, waiting_since, id)
  where waiting_since is not null and handler = 'people' and state = 'open';
create index messages_trouble_conversation on messages (organization_id, conversation_id)
  where retried_as is null and status in ('uncertain', 'needs_template', 'error', 'failed');

-- What people (and programs) did with a conversation, told between its messages. The data hold ids and the organization's own words, never
-- a contact's.
create table conversation_events (
  organization_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind ~ '^[a-z]+(_[a-z]+)*$'),
  actor text not null check (actor in ('member', 'api_key', 'system')),
  actor_id text not null,
  data jsonb not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id)
);
create index conversation_events_list on conversation_events (organization_id, conversation_id, id);
call protect_tenant_table('conversation_events');

-- How an organization's people and its assistant share conversations. No row: what stands in core/conversations/settings.ts.
create table conversation_settings (
  organization_id uuid primary key references organizations (id),
  reply_pauses_assistant boolean not null,
  changed_at timestamptz not null
);
call protect_tenant_table('conversation_settings');
