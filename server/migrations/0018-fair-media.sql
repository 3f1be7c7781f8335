-- Without the organizations that have as many places as they may: one that was sent a thousand files does not stand before the others.
drop function due_media(text, int);
create function due_media(moment text, most int, busy uuid[])
  returns table (organization_id uuid, message_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select m.organization_id, m.id from messages m
    where m.content #>> '{media,state}' = 'waiting' and coalesce(m.content #>> '{media,tryAt}', '') <= moment
      and m.organization_id <> all (busy)
    order by coalesce(m.content #>> '{media,tryAt}', ''), m.id limit most
  $$;
revoke execute on function due_media(text, int, uuid[]) from public;
grant execute on function due_media(text, int, uuid[]) to baraza_app;
