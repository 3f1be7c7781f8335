-- How much is open in all organizations together: numbers and times, for metrics and for whoever looks after the installation.
create function work_waiting(moment timestamptz)
  returns table (turns bigint, turns_since timestamptz, turns_failing bigint, lanes bigint, lanes_since timestamptz, lanes_later bigint)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select t.due, t.since, t.failing, l.due, l.since, l.later
    from (select count(*) filter (where c.due_at <= moment) as due, min(c.due_at) filter (where c.due_at <= moment) as since,
        count(*) filter (where c.failures > 0) as failing from contacts c where c.work > c.done) t,
      (select count(*) filter (where v.lane_due_at <= moment) as due, min(v.lane_due_at) filter (where v.lane_due_at <= moment) as since,
        count(*) filter (where v.lane_due_at > moment) as later from conversations v where v.queued > v.settled) l
  $$;
revoke execute on function work_waiting(timestamptz) from public;
grant execute on function work_waiting(timestamptz) to baraza_app;
