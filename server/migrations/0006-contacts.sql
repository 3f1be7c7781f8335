-- Contacts in full: what is known of them, who may see them, who was joined with whom, and finding them again.

-- An existing extension needs nothing; making it needs no more than a database's owner may do (it is a trusted one).
create extension if not exists pg_trgm;

alter table organizations
  -- ISO 3166: how a phone number without its country code is read.
  add column country text check (country ~ '^[A-Z]{2}$');

alter table contacts
  -- What the contact or a member said. Otherwise the country's, otherwise the organization's.
  add column time_zone text,
  -- This record was joined with another, which is the person now. It points at the last one, never at one that was joined itself.
  add column merged_into uuid,
  add foreign key (organization_id, merged_into) references contacts (organization_id, id),
  add check (merged_into <> id);
create index contacts_merged on contacts (organization_id, merged_into) where merged_into is not null;

-- Which member has the contact. Ended ones stay, to know who had access when.
create table contact_assignments (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  contact_id uuid not null,
  member_id uuid not null,
  assigned_by text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create unique index contact_assignments_once on contact_assignments (organization_id, member_id, contact_id) where ended_at is null;
create index contact_assignments_contact on contact_assignments (organization_id, contact_id);
call protect_tenant_table('contact_assignments');

-- WHO SEES WHICH CONTACT (DESIGN §7.4), for a member who sees only their own: the assigned ones, and the records joined with them.
-- Every list, count, search, export and every thing that belongs to a contact asks this, and nothing else.
create function contacts_of_member(member uuid) returns setof uuid
  language sql stable parallel safe
  as $$
    select a.contact_id from contact_assignments a
    where a.organization_id = current_organization() and a.member_id = member and a.ended_at is null
    union all
    select c.id from contact_assignments a join contacts c on c.organization_id = a.organization_id and c.merged_into = a.contact_id
    where a.organization_id = current_organization() and a.member_id = member and a.ended_at is null
  $$;

-- Two records of one person were joined: what moved, so that it can be taken back for 30 days.
create table contact_merges (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  -- Ids and what the kept record had before; {conversations, messages, …}: core/contacts/merge-record.ts.
  record jsonb not null,
  merged_by text not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  primary key (organization_id, id),
  foreign key (organization_id, kept_id) references contacts (organization_id, id),
  foreign key (organization_id, merged_id) references contacts (organization_id, id)
);
create index contact_merges_kept on contact_merges (organization_id, kept_id, id);
create unique index contact_merges_open on contact_merges (organization_id, merged_id) where undone_at is null;
call protect_tenant_table('contact_merges');

-- Proof of consent may also be a member's word, with their reason.
alter table consents
  add column author text not null default 'contact' check (author in ('contact', 'member', 'api_key', 'system')),
  add column author_id text,
  add column reason text,
  -- The contact's own stop that a member took back here.
  add column overrides uuid;

-- FINDING. Names and addresses as they are compared: without case, accents and vowel signs, Arabic and Urdu letters that are written
-- alike as one, digits of any script as 0 to 9.
create function fold_text(value text) returns text
  language sql immutable parallel safe strict
  as $$
    select translate(
      regexp_replace(lower(normalize(value, NFKD)), '[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f]', '', 'g'),
      'ىیېےکہةھەۀ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९øłđıðþ',
      'ييييكههههه012345678901234567890123456789oldidt')
  $$;

create table contact_search (
  organization_id uuid not null,
  contact_id uuid not null,
  folded text not null,
  primary key (organization_id, contact_id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id) on delete cascade
);
-- Without the organization: a composite one is larger and not faster, and search_contacts filters it.
create index contact_search_folded on contact_search using gin (folded gin_trgm_ops);
call protect_tenant_table('contact_search');

-- In plpgsql, which keeps its plans: a batch of newcomers pays for one statement, not for one each.
create procedure refresh_contact_search(org uuid, contacts_changed uuid[])
  language plpgsql
  as $$
  begin
    insert into contact_search (organization_id, contact_id, folded)
    select c.organization_id, c.id, fold_text(concat_ws(' ', c.name, c.profile_name, (
      select string_agg(substr(i.address, strpos(i.address, ':') + 1), ' ' order by i.address)
      from identities i where i.organization_id = org and i.contact_id = c.id)))
    from contacts c where c.organization_id = org and c.id = any (contacts_changed)
    on conflict (organization_id, contact_id) do update set folded = excluded.folded where contact_search.folded <> excluded.folded;
  end $$;

create function contact_search_gains() returns trigger
  language plpgsql
  as $$
  declare one record;
  begin
    if tg_table_name = 'contacts' then
      for one in select organization_id as org, array_agg(id) as ids from gained group by 1 loop
        call refresh_contact_search(one.org, one.ids);
      end loop;
    else
      for one in select organization_id as org, array_agg(distinct contact_id) as ids from gained group by 1 loop
        call refresh_contact_search(one.org, one.ids);
      end loop;
    end if;
    return null;
  end $$;
create function contact_search_loses() returns trigger
  language plpgsql
  as $$
  declare one record;
  begin
    for one in select organization_id as org, array_agg(distinct contact_id) as ids from lost group by 1 loop
      call refresh_contact_search(one.org, one.ids);
    end loop;
    return null;
  end $$;
create function contact_search_renamed() returns trigger
  language plpgsql
  as $$
  begin
    call refresh_contact_search(new.organization_id, array[new.id]);
    return null;
  end $$;
create trigger contact_search_new after insert on contacts referencing new table as gained
  for each statement execute function contact_search_gains();
-- Every message touches its contact's row; only a new name is a reason to write here.
create trigger contact_search_renamed after update of name, profile_name on contacts for each row
  when (new.name is distinct from old.name or new.profile_name is distinct from old.profile_name)
  execute function contact_search_renamed();
create trigger contact_search_address_new after insert on identities referencing new table as gained
  for each statement execute function contact_search_gains();
create trigger contact_search_address_moved after update on identities referencing new table as gained
  for each statement execute function contact_search_gains();
create trigger contact_search_address_left after update on identities referencing old table as lost
  for each statement execute function contact_search_loses();
create trigger contact_search_address_gone after delete on identities referencing old table as lost
  for each statement execute function contact_search_loses();

-- An address that arrives for a record while it is being joined belongs to the kept one.
create function identity_finds_the_kept() returns trigger
  language plpgsql
  as $$
  begin
    select coalesce(c.merged_into, c.id) into new.contact_id from contacts c
    where c.organization_id = new.organization_id and c.id = new.contact_id for key share;
    return new;
  end $$;
create trigger identity_finds_the_kept before insert on identities for each row execute function identity_finds_the_kept();

-- Ids of contacts in which each word occurs, the best first; `member`: only theirs, null: all.
create function search_contacts(words text[], member uuid, most int) returns table (contact_id uuid)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
  declare
    org uuid := current_organization();
    conditions text;
  begin
    if org is null then return; end if;
    select string_agg(format(' and s.folded like %L', '%' || replace(replace(replace(fold_text(w), '\', '\\'), '%', '\%'), '_', '\_') || '%'), '')
      into conditions from unnest(words) w;
    -- Of a word that thousands share the first thousand are put in order: more than anybody reads.
    return query execute
      'select f.contact_id from (
         select s.contact_id, s.folded, c.last_seen_at from contact_search s
         join contacts c on c.organization_id = s.organization_id and c.id = s.contact_id
         where s.organization_id = $1 and c.merged_into is null and ($2 is null or s.contact_id in (select contacts_of_member($2)))'
      || coalesce(conditions, ' and false') ||
      ' limit 1000) f order by similarity(f.folded, $3) desc, f.last_seen_at desc nulls last, f.contact_id limit $4'
      using org, member, fold_text(array_to_string(words, ' ')), most;
  end $$;

revoke execute on function search_contacts(text[], uuid, int) from public;
revoke execute on procedure refresh_contact_search(uuid, uuid[]) from public;
grant execute on function search_contacts(text[], uuid, int) to baraza_app;
grant execute on procedure refresh_contact_search(uuid, uuid[]) to baraza_app;
