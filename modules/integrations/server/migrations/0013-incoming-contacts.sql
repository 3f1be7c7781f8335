-- Whom a call spoke of, once it is known: a call holds what other systems say of people, and is found by them.
alter table incoming_calls add column contact_id uuid generated always as ((result ->> 'contactId')::uuid) stored;
create index incoming_calls_contact on incoming_calls (organization_id, contact_id) where contact_id is not null;

-- Events of many rows are written with one statement, as the rows were: a function called for each row began an insert of its own.
create or replace function on_messages_added() returns trigger language plpgsql as $$
  begin
    if not exists (select from webhook_subscriptions s where s.state = 'active' and s.events && '{message.received,message.sent}') then return null; end if;
    insert into webhook_events (organization_id, id, type, stream_id, data, occurred_at, created_at)
    select m.organization_id, gen_random_uuid(), m.kind_of_event, m.conversation_id,
        case when m.quotes is null then (to_jsonb(m) - 'kind_of_event') || '{"quoted_id": null}' else message_shown(to_jsonb(m) - 'kind_of_event') end,
        date_trunc('milliseconds', case m.direction when 'in' then m.created_at else m.sent_at end), now()
      from (
        -- What somebody of the organization wrote on the phone is sent already when we hear of it.
        select n.*, case n.direction when 'in' then 'message.received' else 'message.sent' end as kind_of_event
        from added n where n.direction = 'in' or n.author = 'phone_app'
      ) m
      where exists (select from webhook_subscriptions s
        where s.organization_id = m.organization_id and s.state = 'active' and m.kind_of_event = any (s.events))
      order by m.position;
    return null;
  end $$;

create or replace function on_messages_changed() returns trigger language plpgsql as $$
  begin
    if not exists (select from webhook_subscriptions s where s.state = 'active' and s.events && '{message.sent,message.status}') then return null; end if;
    insert into webhook_events (organization_id, id, type, stream_id, data, occurred_at, created_at)
    select m.organization_id, gen_random_uuid(), m.kind_of_event, m.conversation_id,
        case when m.quotes is null then (to_jsonb(m) - 'kind_of_event') || '{"quoted_id": null}' else message_shown(to_jsonb(m) - 'kind_of_event') end,
        date_trunc('milliseconds', case m.status
          when 'sent' then m.sent_at else coalesce(case m.status when 'delivered' then m.delivered_at when 'read' then m.read_at end, now()) end), now()
      from (
        select n.*, case n.status when 'sent' then 'message.sent' else 'message.status' end as kind_of_event
        from changed n join former o on o.organization_id = n.organization_id and o.id = n.id
        where o.status is distinct from n.status
          and n.status in ('sent', 'delivered', 'read', 'failed', 'error', 'needs_template', 'uncertain')
      ) m
      where exists (select from webhook_subscriptions s
        where s.organization_id = m.organization_id and s.state = 'active' and m.kind_of_event = any (s.events))
      order by m.position;
    return null;
  end $$;

create or replace function on_turns_decided() returns trigger language plpgsql as $$
  begin
    if not exists (select from webhook_subscriptions s where s.state = 'active' and s.events && '{turn.decided}') then return null; end if;
    -- Structure only: what a decision was based on may be a person's words.
    insert into webhook_events (organization_id, id, type, stream_id, data, occurred_at, created_at)
    select t.organization_id, gen_random_uuid(), 'turn.decided', t.conversation_id, to_jsonb(t) - 'sealed_evidence',
        date_trunc('milliseconds', t.created_at), now()
      from added t
      where exists (select from webhook_subscriptions s
        where s.organization_id = t.organization_id and s.state = 'active' and 'turn.decided' = any (s.events))
      order by t.first_position;
    return null;
  end $$;
