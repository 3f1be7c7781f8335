-- What other systems are told (webhooks), and what they tell us (incoming webhooks).

create table webhook_subscriptions (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  url text not null,
  events text[] not null,
  description text,
  state text not null default 'active' check (state in ('active', 'disabled')),
  -- Why it was disabled, and what to do: {code, reason, advice}.
  trouble jsonb,
  -- [{id, secret, until}]: two while one is being replaced.
  sealed_secrets text not null,
  -- Since when nothing has been taken; null: the last delivery was.
  failing_since timestamptz,
  -- One process at a time delivers.
  work_lease text,
  work_until timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id)
);
call protect_tenant_table('webhook_subscriptions');

-- What happened, written by the triggers below in the very commit that made it happen; handed out to the subscriptions afterwards.
create table webhook_events (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- The order in which they are delivered within one stream (a conversation, a contact, a channel).
  position bigint generated always as identity,
  type text not null,
  stream_id uuid not null,
  -- The row as it was then.
  data jsonb not null,
  occurred_at timestamptz not null,
  handed_out boolean not null default false,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index webhook_events_new on webhook_events (organization_id, position) where not handed_out;
create index webhook_events_age on webhook_events (organization_id, created_at);
call protect_tenant_table('webhook_events');

create table webhook_deliveries (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  subscription_id uuid not null,
  event_id uuid not null,
  stream_id uuid not null,
  position bigint not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  -- Null while an earlier event of its stream waits.
  due_at timestamptz,
  retry_until timestamptz not null,
  attempts int not null default 0,
  tried_at timestamptz,
  code int,
  took_ms int,
  -- The beginning of the last answer, or why there was none.
  answer text,
  problem text,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, subscription_id) references webhook_subscriptions (organization_id, id) on delete cascade,
  foreign key (organization_id, event_id) references webhook_events (organization_id, id) on delete cascade
);
create unique index webhook_deliveries_event on webhook_deliveries (organization_id, event_id, subscription_id);
create index webhook_deliveries_due on webhook_deliveries (organization_id, subscription_id, due_at) where state = 'waiting' and due_at is not null;
create index webhook_deliveries_stream on webhook_deliveries (organization_id, subscription_id, stream_id, position) where state = 'waiting';
create index webhook_deliveries_list on webhook_deliveries (organization_id, subscription_id, position);
create index webhook_deliveries_age on webhook_deliveries (organization_id, created_at);
call protect_tenant_table('webhook_deliveries');

create table incoming_webhooks (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  -- The first characters of its token; the token itself is only in the directory, hashed.
  start text not null,
  action jsonb not null,
  -- Where a call says which one it is: {header} or {field}; null: nowhere.
  deduplicate jsonb,
  state text not null default 'active' check (state in ('active', 'disabled')),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id)
);
call protect_tenant_table('incoming_webhooks');

create table incoming_calls (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  webhook_id uuid not null,
  -- What the caller says it is called; null: nothing.
  name text,
  state text not null check (state in ('waiting', 'working', 'done', 'failed')),
  due_at timestamptz,
  -- Without what looks like a secret.
  body jsonb not null,
  -- The ids of what it led to.
  result jsonb,
  trouble jsonb,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, webhook_id) references incoming_webhooks (organization_id, id) on delete cascade
);
create unique index incoming_calls_name on incoming_calls (organization_id, webhook_id, name);
create index incoming_calls_list on incoming_calls (organization_id, webhook_id, id);
create index incoming_calls_due on incoming_calls (due_at) where state in ('waiting', 'working');
create index incoming_calls_age on incoming_calls (organization_id, created_at);
call protect_tenant_table('incoming_calls');

-- Writing events. A function returns at its first question when nobody in the organization wants to know: the message path of all
-- others pays one look into an index for a message. The conditions (`when`) keep it from being called for what is no event. It runs
-- as whoever writes, under their row-level security. Ids are the database's own, because nobody but a receiver ever sees them.
create function write_webhook_event(organization uuid, kind text, stream uuid, row_data jsonb, moment timestamptz) returns void
  language sql
  as $$
    insert into webhook_events (organization_id, id, type, stream_id, data, occurred_at, created_at)
    -- Told to the millisecond, so that what is told can be asked for again.
    select organization, gen_random_uuid(), kind, stream, row_data, date_trunc('milliseconds', moment), now()
  $$;

-- A message with what it quotes by our own id, as the API shows it. Called only for what somebody wants to be told of.
create function message_shown(message jsonb) returns jsonb language plpgsql stable as $$
  begin
    if message ->> 'quotes' is null then return message || '{"quoted_id": null}'; end if;
    return message || jsonb_build_object('quoted_id', (select q.id from messages q where q.organization_id = (message ->> 'organization_id')::uuid
      and q.channel_id = (message ->> 'channel_id')::uuid and q.provider_id = message ->> 'quotes'));
  end $$;

-- The message path writes many rows with one statement, so these are asked once a statement and not once a row. The question stands
-- in the function itself, where its plan is kept; a function of SQL would be planned at each call.
create function on_messages_added() returns trigger language plpgsql as $$
  begin
    if not exists (select from webhook_subscriptions s where s.state = 'active' and s.events && '{message.received,message.sent}') then return null; end if;
    perform write_webhook_event(m.organization_id, m.kind_of_event, m.conversation_id, message_shown(to_jsonb(m) - 'kind_of_event'),
        case m.direction when 'in' then m.created_at else m.sent_at end)
      from (
        -- What somebody of the organization wrote on the phone is sent already when we hear of it.
        select n.*, case n.direction when 'in' then 'message.received' else 'message.sent' end as kind_of_event
        from added n where n.direction = 'in' or n.author = 'phone_app' order by n.position
      ) m
      where exists (select from webhook_subscriptions s
        where s.organization_id = m.organization_id and s.state = 'active' and m.kind_of_event = any (s.events));
    return null;
  end $$;
create trigger webhook_message_added after insert on messages referencing new table as added
  for each statement execute function on_messages_added();

create function on_messages_changed() returns trigger language plpgsql as $$
  begin
    if not exists (select from webhook_subscriptions s where s.state = 'active' and s.events && '{message.sent,message.status}') then return null; end if;
    perform write_webhook_event(m.organization_id, m.kind_of_event, m.conversation_id, message_shown(to_jsonb(m) - 'kind_of_event'), case m.status
        when 'sent' then m.sent_at else coalesce(case m.status when 'delivered' then m.delivered_at when 'read' then m.read_at end, now()) end)
      from (
        select n.*, case n.status when 'sent' then 'message.sent' else 'message.status' end as kind_of_event
        from changed n join former o on o.organization_id = n.organization_id and o.id = n.id
        where o.status is distinct from n.status
          and n.status in ('sent', 'delivered', 'read', 'failed', 'error', 'needs_template', 'uncertain')
        order by n.position
      ) m
      where exists (select from webhook_subscriptions s
        where s.organization_id = m.organization_id and s.state = 'active' and m.kind_of_event = any (s.events));
    return null;
  end $$;
create trigger webhook_message_status after update on messages referencing old table as former new table as changed
  for each statement execute function on_messages_changed();

create function on_turns_decided() returns trigger language plpgsql as $$
  begin
    if not exists (select from webhook_subscriptions s where s.state = 'active' and s.events && '{turn.decided}') then return null; end if;
    -- Structure only: what a decision was based on may be a person's words.
    perform write_webhook_event(t.organization_id, 'turn.decided', t.conversation_id, to_jsonb(t) - 'sealed_evidence', t.created_at)
      from (select * from added order by first_position) t
      where exists (select from webhook_subscriptions s
        where s.organization_id = t.organization_id and s.state = 'active' and 'turn.decided' = any (s.events));
    return null;
  end $$;
create trigger webhook_turn_decided after insert on turns referencing new table as added
  for each statement execute function on_turns_decided();

create function on_conversation_event() returns trigger language plpgsql as $$
  declare kind text;
  begin
    foreach kind in array array[
      case when old.handler <> new.handler then case new.handler when 'people' then 'conversation.handed_over' else 'conversation.given_back' end end,
      case when old.state <> new.state then case new.state when 'closed' then 'conversation.closed' else 'conversation.reopened' end end]
    loop
      if kind is not null and exists (select from webhook_subscriptions s
        where s.organization_id = new.organization_id and s.state = 'active' and kind = any (s.events)) then
        perform write_webhook_event(new.organization_id, kind, new.id, to_jsonb(new), now());
      end if;
    end loop;
    return null;
  end $$;
create trigger webhook_conversation_changed after update of handler, state on conversations for each row
  when (old.handler is distinct from new.handler or old.state is distinct from new.state) execute function on_conversation_event();

create function on_contact_event() returns trigger language plpgsql as $$
  declare kind text := case when tg_op = 'INSERT' then 'contact.created' else 'contact.changed' end;
  begin
    if not exists (select from webhook_subscriptions s
      where s.organization_id = new.organization_id and s.state = 'active' and kind = any (s.events)) then return null; end if;
    perform write_webhook_event(new.organization_id, kind, new.id, to_jsonb(new), case tg_op when 'INSERT' then new.created_at else now() end);
    return null;
  end $$;
create trigger webhook_contact_created after insert on contacts for each row execute function on_contact_event();
create trigger webhook_contact_changed after update of name, profile_name, language on contacts for each row
  when (old.name is distinct from new.name or old.profile_name is distinct from new.profile_name or old.language is distinct from new.language)
  execute function on_contact_event();

create function on_channel_event() returns trigger language plpgsql as $$
  declare kind text := case new.state when 'active' then 'channel.resumed' else 'channel.' || new.state end;
  begin
    if not exists (select from webhook_subscriptions s
      where s.organization_id = new.organization_id and s.state = 'active' and kind = any (s.events)) then return null; end if;
    -- Never settings or secrets.
    perform write_webhook_event(new.organization_id, kind, new.id, jsonb_build_object(
      'id', new.id, 'type', new.type, 'name', new.name, 'state', new.state, 'trouble', new.trouble), new.changed_at);
    return null;
  end $$;
create trigger webhook_channel_changed after update of state on channels for each row
  when (old.state is distinct from new.state) execute function on_channel_event();

-- What is due in any organization, as ids: `events` to hand out (the id is the organization's own), a subscription to `deliver`
-- for, a call to `act` on. Organizations with new events are found by skipping from one to the next in the index, and subscriptions are
-- taken from all of them in turn, so that a storm in one does not hide the others.
create function due_integrations(moment timestamptz, most int)
  returns table (work text, organization_id uuid, object_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with recursive fresh (id) as (
      (select e.organization_id from webhook_events e where not e.handed_out order by e.organization_id limit 1)
      union all
      select (select e.organization_id from webhook_events e where not e.handed_out and e.organization_id > fresh.id
        order by e.organization_id limit 1)
      from fresh where fresh.id is not null
    )
    (select 'events', f.id, f.id from fresh f where f.id is not null limit most)
    union all
    (select 'deliver', s.organization_id, s.id from (
      select s.organization_id, s.id, row_number() over (partition by s.organization_id order by s.id) as n from webhook_subscriptions s
      where s.state = 'active' and (s.work_until is null or s.work_until <= moment)
        and exists (select from webhook_deliveries d where d.organization_id = s.organization_id and d.subscription_id = s.id
          and d.state = 'waiting' and d.due_at <= moment)) s
      order by s.n limit most)
    union all
    (select 'act', c.organization_id, c.id from incoming_calls c
      where c.state in ('waiting', 'working') and c.due_at <= moment order by c.due_at limit most)
  $$;
revoke execute on function due_integrations(timestamptz, int) from public;
grant execute on function due_integrations(timestamptz, int) to baraza_app;
