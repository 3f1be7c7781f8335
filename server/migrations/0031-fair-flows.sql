-- Due runs of flows are taken from every organization in turn, as turns and lanes are (0025-fair-due.sql), and one that cannot go on steps
-- back, so that a hundred of such do not stand before all others.

alter table flow_runs add column failures int not null default 0;
create index flow_runs_due_by_organization on flow_runs (organization_id, due_at) where state = 'waiting';
drop index flow_runs_due;

create or replace function due_flow_runs(now timestamptz, most int)
  returns table (organization_id uuid, run_id uuid, conversation_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    with recursive busy (id) as (
      (select r.organization_id from flow_runs r where r.state = 'waiting' order by r.organization_id limit 1)
      union all
      select (select r.organization_id from flow_runs r where r.state = 'waiting' and r.organization_id > busy.id
        order by r.organization_id limit 1)
      from busy where busy.id is not null
    ), ready (id) as (
      select busy.id from busy
      where exists (select from flow_runs r where r.organization_id = busy.id and r.state = 'waiting' and r.due_at <= now)
    )
    select d.organization_id, d.id, d.conversation_id from ready cross join lateral (
      select r.organization_id, r.id, r.conversation_id, r.due_at, row_number() over (order by r.due_at) as n from flow_runs r
      join conversations v on v.organization_id = r.organization_id and v.id = r.conversation_id
      where r.organization_id = ready.id and r.state = 'waiting' and r.due_at <= now
        and (v.handler = 'assistant' or v.opted_out_at is not null)
      order by r.due_at limit least(most, (select 1 + 4 * most / greatest(count(*), 1) from ready))) d
    order by d.n, d.due_at limit most
  $$;
