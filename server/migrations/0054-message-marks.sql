-- How far a part of the program that reads messages by itself has come in each organization.
create table message_marks (
  organization_id uuid not null references organizations (id),
  reader text not null check (reader ~ '^[a-z]+(_[a-z]+)*$'),
  read_to uuid not null,
  changed_at timestamptz not null,
  primary key (organization_id, reader)
);
call protect_tenant_table('message_marks');

-- Organizations with messages that a reader has not read, of those that have a channel with this assistant. As lateral look-ups: see 0019.
create function due_message_marks(reader_name text, kind text, before uuid, most int) returns table (organization_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select o.organization_id from (select distinct c.organization_id from channels c where c.assistant ->> 'kind' = kind) o
    left join message_marks p on p.organization_id = o.organization_id and p.reader = reader_name
    cross join lateral (select from messages m where m.organization_id = o.organization_id and m.id < before
      and m.id > coalesce(p.read_to, '00000000-0000-0000-0000-000000000000') limit 1) next
    order by p.changed_at nulls first limit most
  $$;
revoke execute on function due_message_marks(text, text, uuid, int) from public;
grant execute on function due_message_marks(text, text, uuid, int) to baraza_app;
