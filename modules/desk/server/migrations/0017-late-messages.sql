-- Organizations in which messages were written down for search since a moment: ids and nothing else.
create function recent_message_search(since timestamptz) returns table (organization_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select p.organization_id from message_search_progress p where p.changed_at > since $$;
revoke execute on function recent_message_search(timestamptz) from public;
grant execute on function recent_message_search(timestamptz) to baraza_app;
