-- Help lines that are to be tried again: shown for fifteen more days or less, of any organization, as ids; each once, until it is tried.
create function expiring_lines(moment timestamptz, most int)
  returns table (organization_id uuid, line_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select l.organization_id, l.id from safety_lines l
    where l.expires_at <= moment + interval '15 days' and not exists (select from notices t
      where t.organization_id = l.organization_id and t.kind = 'incidents.lines_expire' and t.subject = l.id::text
        and t.since >= l.expires_at - interval '15 days')
    order by l.expires_at limit most
  $$;
revoke execute on function expiring_lines(timestamptz, int) from public;
grant execute on function expiring_lines(timestamptz, int) to baraza_app;
