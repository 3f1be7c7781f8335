-- Flows that begin by themselves: when a tag is given, when something happens, by the clock. And runs that wait for something to happen.

-- What the published flows want to hear of. Whoever tells asks here first, so that organizations without such flows pay one look into an index.
create table flow_listeners (
  organization_id uuid not null references organizations (id),
  flow_id uuid not null,
  event text not null,
  -- Of a tag: its name, as names are compared (fold_text); else empty.
  detail text not null,
  -- False: some run of it may wait for the event. Such a row stays when the flow is published anew, for the runs of before.
  begins boolean not null,
  primary key (organization_id, event, detail, flow_id, begins),
  foreign key (organization_id, flow_id) references flows (organization_id, id)
);
call protect_tenant_table('flow_listeners');

-- One flow that is to begin, or one run that is to go on, for one contact because of one thing. Written in the commit of what happened.
create table flow_starts (
  organization_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  -- Of a run that waited for it; null: one is to begin.
  run_id uuid,
  contact_id uuid not null,
  -- Where it happened; null: wherever the contact wrote last.
  conversation_id uuid,
  event text not null,
  detail text not null,
  -- What happened, or the time a schedule fell on: never twice for one contact.
  cause_id uuid not null,
  -- Null: settled.
  due_at timestamptz,
  failures int not null default 0,
  outcome text,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, flow_id) references flows (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create unique index flow_starts_once on flow_starts (organization_id, cause_id, flow_id, contact_id) where run_id is null;
create index flow_starts_due on flow_starts (organization_id, due_at) where due_at is not null;
create index flow_starts_flow on flow_starts (organization_id, flow_id, created_at);
create index flow_starts_contact on flow_starts (organization_id, contact_id, flow_id);
create index flow_starts_age on flow_starts (organization_id, created_at);
call protect_tenant_table('flow_starts');

-- When a published flow begins by the clock, and how far a time that has come is told.
create table flow_schedules (
  organization_id uuid not null,
  flow_id uuid not null,
  -- Which of the triggers of the published version.
  number int not null,
  trigger jsonb not null,
  -- `next_at` was reckoned for this zone.
  time_zone text not null,
  next_at timestamptz not null,
  -- The time that is told now, to one contact after the other; null: none.
  occasion uuid,
  occasion_at timestamptz,
  -- The last contact it was told to.
  told_to uuid,
  primary key (organization_id, flow_id, number),
  foreign key (organization_id, flow_id) references flows (organization_id, id)
);
create index flow_schedules_due on flow_schedules (next_at);
create index flow_schedules_open on flow_schedules (organization_id) where occasion is not null;
call protect_tenant_table('flow_schedules');

-- The event a run waits for; what begun it by itself.
alter table flow_runs add column waits_event text;
alter table flow_runs add column start_id uuid;
create index flow_runs_event on flow_runs (organization_id, waits_event, conversation_id) where waits_event is not null and state = 'waiting';
create unique index flow_runs_start on flow_runs (organization_id, start_id) where start_id is not null;

-- Something happened to a contact. Called by triggers, in the commit that made it happen. Runs as whoever writes, under their row-level security.
create function tell_flows(organization uuid, kind text, of_what text, contact uuid, conversation uuid, moment timestamptz) returns void
  language sql
  as $$
    insert into flow_starts (organization_id, id, flow_id, run_id, contact_id, conversation_id, event, detail, cause_id, due_at, created_at)
    select organization, gen_random_uuid(), s.flow_id, s.run_id, contact, coalesce(s.conversation_id, conversation), kind, of_what, c.id, moment, moment
    from (select gen_random_uuid() as id) c cross join (
      select l.flow_id, null::uuid as run_id, null::uuid as conversation_id from flow_listeners l
      where l.organization_id = organization and l.event = kind and l.detail in ('', of_what) and l.begins
      union all
      select r.flow_id, r.id, r.conversation_id from flow_runs r
      join conversations v on v.organization_id = r.organization_id and v.id = r.conversation_id
      where r.organization_id = organization and r.waits_event = kind and r.state = 'waiting' and v.contact_id = contact) s
  $$;

create function tell_flows_of_contacts() returns trigger language plpgsql as $$
  begin
    if not exists (select from flow_listeners l where l.event = 'contact.created') then return null; end if;
    perform tell_flows(a.organization_id, 'contact.created', '', a.id, null, a.created_at) from added a
      where exists (select from flow_listeners l where l.organization_id = a.organization_id and l.event = 'contact.created');
    return null;
  end $$;
create trigger flows_contact_created after insert on contacts referencing new table as added
  for each statement execute function tell_flows_of_contacts();

-- What people do with a conversation stands between its messages, and flows hear of it by the same name.
create function tell_flows_of_conversations() returns trigger language plpgsql as $$
  begin
    if not exists (select from flow_listeners l where l.organization_id = new.organization_id and l.event = 'conversation.' || new.kind) then return null; end if;
    perform tell_flows(new.organization_id, 'conversation.' || new.kind, '', v.contact_id, v.id, new.created_at)
      from conversations v where v.organization_id = new.organization_id and v.id = new.conversation_id;
    return null;
  end $$;
create trigger flows_conversation_event after insert on conversation_events for each row
  when (new.kind in ('closed', 'reopened', 'given_back')) execute function tell_flows_of_conversations();

create function tell_flows_of_incidents() returns trigger language plpgsql as $$
  begin
    if not exists (select from flow_listeners l where l.organization_id = new.organization_id and l.event = 'incident.closed') then return null; end if;
    perform tell_flows(new.organization_id, 'incident.closed', '', new.contact_id, new.conversation_id, coalesce(new.closed_at, now()));
    return null;
  end $$;
create trigger flows_incident_closed after update of state on incidents for each row
  when (new.state = 'resolved' and old.state is distinct from new.state) execute function tell_flows_of_incidents();

create function tell_flows_of_tags() returns trigger language plpgsql as $$
  begin
    if not exists (select from flow_listeners l where l.event = 'tag.added') then return null; end if;
    perform tell_flows(a.organization_id, 'tag.added', t.folded, a.contact_id, null, a.created_at)
      from added a join tags t on t.organization_id = a.organization_id and t.id = a.tag_id
      where exists (select from flow_listeners l where l.organization_id = a.organization_id and l.event = 'tag.added' and l.detail in ('', t.folded));
    return null;
  end $$;
create trigger flows_tag_added after insert on contact_tags referencing new table as added
  for each statement execute function tell_flows_of_tags();

-- Across tenants, as ids: what is due, from every organization in turn (0025-fair-due.sql), and schedules whose time has come, that are being
-- told, or that were reckoned for another zone than the organization is in now.
create function due_flow_starts(moment timestamptz, most int)
  returns table (organization_id uuid, start_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with recursive busy (id) as (
      (select s.organization_id from flow_starts s where s.due_at is not null order by s.organization_id limit 1)
      union all
      select (select s.organization_id from flow_starts s where s.due_at is not null and s.organization_id > busy.id
        order by s.organization_id limit 1)
      from busy where busy.id is not null
    ), ready (id) as (
      select busy.id from busy where exists (select from flow_starts s where s.organization_id = busy.id and s.due_at <= moment)
    )
    select d.organization_id, d.id from ready cross join lateral (
      select s.organization_id, s.id, s.due_at, row_number() over (order by s.due_at) as n from flow_starts s
      where s.organization_id = ready.id and s.due_at <= moment
      order by s.due_at limit least(most, (select 1 + 4 * most / greatest(count(*), 1) from ready))) d
    order by d.n, d.due_at limit most
  $$;
create function due_flow_schedules(moment timestamptz, most int)
  returns table (organization_id uuid, flow_id uuid, number int)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select s.organization_id, s.flow_id, s.number from flow_schedules s
    join organizations o on o.id = s.organization_id and o.disabled_at is null
    where s.next_at <= moment or s.occasion is not null or s.time_zone <> o.time_zone
    order by s.next_at limit most
  $$;
revoke execute on function due_flow_starts(timestamptz, int), due_flow_schedules(timestamptz, int) from public;
grant execute on function due_flow_starts(timestamptz, int), due_flow_schedules(timestamptz, int) to baraza_app;
