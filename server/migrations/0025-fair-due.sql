-- Due work is taken from every organization in turn: what one has queued by the ten thousand must not hide the one message of another.
-- Organizations with open work are found by skipping from one to the next in the index. Each gets an equal part of a look, four times what
-- would be just, so that it is filled when others have little.

create index contacts_due_by_organization on contacts (organization_id, due_at) where work > done;
create index conversations_lane_due_by_organization on conversations (organization_id, lane_due_at) where queued > settled;
drop index contacts_due;
drop index conversations_lane_due;

create or replace function due_turns(moment timestamptz, most int)
  returns table (organization_id uuid, contact_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with recursive busy (id) as (
      (select c.organization_id from contacts c where c.work > c.done order by c.organization_id limit 1)
      union all
      select (select c.organization_id from contacts c where c.work > c.done and c.organization_id > busy.id
        order by c.organization_id limit 1)
      from busy where busy.id is not null
    )
    select d.organization_id, d.id from busy cross join lateral (
      select c.organization_id, c.id, c.due_at, row_number() over (order by c.due_at) as n from contacts c
      where c.organization_id = busy.id and c.work > c.done and c.due_at <= moment and (c.turn_until is null or c.turn_until <= moment)
      order by c.due_at limit least(most, (select 1 + 4 * most / greatest(count(b.id), 1) from busy b))) d
    order by d.n, d.due_at limit most
  $$;

create or replace function due_lanes(moment timestamptz, most int)
  returns table (organization_id uuid, conversation_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with recursive busy (id) as (
      (select v.organization_id from conversations v where v.queued > v.settled order by v.organization_id limit 1)
      union all
      select (select v.organization_id from conversations v where v.queued > v.settled and v.organization_id > busy.id
        order by v.organization_id limit 1)
      from busy where busy.id is not null
    )
    select d.organization_id, d.id from busy cross join lateral (
      select v.organization_id, v.id, v.lane_due_at, row_number() over (order by v.lane_due_at) as n from conversations v
      where v.organization_id = busy.id and v.queued > v.settled and v.lane_due_at <= moment
        and (v.lane_until is null or v.lane_until <= moment)
      order by v.lane_due_at limit least(most, (select 1 + 4 * most / greatest(count(b.id), 1) from busy b))) d
    order by d.n, d.lane_due_at limit most
  $$;
