-- Calls and questions that are due are taken from every organization in turn, as turns and lanes are (0025): the hundreds of one, or those
-- that fail again and again, must not stand before the one cry for help of another.

create index incidents_due_by_organization on incidents (organization_id, due_at) where due_at is not null;
create index incidents_follow_up_by_organization on incidents (organization_id, follow_up_at) where follow_up_at is not null;
drop index incidents_due;
drop index incidents_follow_up;

create or replace function due_incidents(moment timestamptz, most int)
  returns table (work text, organization_id uuid, incident_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with recursive calling (id) as (
      (select n.organization_id from incidents n where n.due_at is not null order by n.organization_id limit 1)
      union all
      select (select n.organization_id from incidents n where n.due_at is not null and n.organization_id > calling.id
        order by n.organization_id limit 1)
      from calling where calling.id is not null
    ), asking (id) as (
      (select n.organization_id from incidents n where n.follow_up_at is not null order by n.organization_id limit 1)
      union all
      select (select n.organization_id from incidents n where n.follow_up_at is not null and n.organization_id > asking.id
        order by n.organization_id limit 1)
      from asking where asking.id is not null
    )
    (select 'call', d.organization_id, d.id from calling cross join lateral (
      select n.organization_id, n.id, n.due_at, row_number() over (order by n.due_at) as place from incidents n
      where n.organization_id = calling.id and n.due_at <= moment
      order by n.due_at limit least(most, (select 1 + 4 * most / greatest(count(c.id), 1) from calling c))) d
    order by d.place, d.due_at limit most)
    union all
    (select 'follow_up', d.organization_id, d.id from asking cross join lateral (
      select n.organization_id, n.id, n.follow_up_at, row_number() over (order by n.follow_up_at) as place from incidents n
      where n.organization_id = asking.id and n.follow_up_at <= moment
      order by n.follow_up_at limit least(most, (select 1 + 4 * most / greatest(count(a.id), 1) from asking a))) d
    order by d.place, d.follow_up_at limit most)
  $$;
