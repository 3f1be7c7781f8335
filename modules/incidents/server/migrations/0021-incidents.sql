-- What people do about incidents, whom they were told to, and the lines that people in danger are given.

create table incident_entries (
  organization_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  kind text not null check (kind ~ '^[a-z]+(_[a-z]+)*$'),
  actor text not null check (actor in ('member', 'api_key', 'system')),
  actor_id text not null,
  -- Ids and counts.
  data jsonb not null,
  -- What somebody wrote about it.
  sealed_note text,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, incident_id) references incidents (organization_id, id)
);
create index incident_entries_list on incident_entries (organization_id, incident_id, id);
call protect_tenant_table('incident_entries');

-- One call of one member. They see the incident, whoever's contact it is.
create table incident_alerts (
  organization_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  member_id uuid not null,
  state text not null check (state in ('sending', 'delivered', 'failed')),
  reason text,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, incident_id) references incidents (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index incident_alerts_incident on incident_alerts (organization_id, incident_id, member_id);
call protect_tenant_table('incident_alerts');

create function due_incidents(moment timestamptz, most int)
  returns table (work text, organization_id uuid, incident_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    (select 'call', n.organization_id, n.id from incidents n where n.due_at <= moment order by n.due_at limit most)
    union all
    (select 'follow_up', n.organization_id, n.id from incidents n where n.follow_up_at <= moment order by n.follow_up_at limit most)
  $$;
revoke execute on function due_incidents(timestamptz, int) from public;
grant execute on function due_incidents(timestamptz, int) to baraza_app;

-- Events for webhooks: ids, severity, times; the words only where the organization has switched that on.
create function on_incident_event() returns trigger language plpgsql as $$
  declare
    kind text := case
      when tg_op = 'INSERT' then 'incident.raised'
      when new.state in ('resolved', 'false_alarm') and old.state not in ('resolved', 'false_alarm') then 'incident.closed'
      when new.state = 'acknowledged' and old.state <> 'acknowledged' then 'incident.acknowledged'
      when new.called_at > old.called_at then 'incident.raised' end;
  begin
    if kind is null or not exists (select from webhook_subscriptions s
      where s.organization_id = new.organization_id and s.state = 'active' and kind = any (s.events)) then return null; end if;
    perform write_webhook_event(new.organization_id, kind, new.contact_id, jsonb_build_object(
      'id', new.id, 'contactId', new.contact_id, 'conversationId', new.conversation_id, 'severity', new.severity, 'state', new.state,
      'messages', new.messages, 'raisedAt', new.raised_at, 'calledAt', new.called_at, 'acknowledgedAt', new.acknowledged_at, 'closedAt', new.closed_at,
      'text', (select m.text from messages m where m.organization_id = new.organization_id and m.id = new.message_id
        and (select s.event_text from safety_settings s where s.organization_id = new.organization_id))),
      case tg_op when 'INSERT' then new.raised_at else coalesce(new.closed_at, new.acknowledged_at, new.called_at) end);
    return null;
  end $$;
create trigger webhook_incident_changed after insert or update of state, called_at on incidents for each row
  execute function on_incident_event();
