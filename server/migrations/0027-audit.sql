-- Who changed what, in each organization one after the other. Each entry holds the hash of itself and the one before it, so that none can be
-- changed, removed or moved without being noticed (platform/audit). Ids and addresses only: an erased person leaves nothing to be removed here.
create table audit_entries (
  organization_id uuid not null references organizations (id),
  position bigint not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  -- The method and the address as it is declared: "POST /api/channels/:id/disable".
  action text not null,
  -- The id of what was changed; of people a pseudonym of it; null: nothing has one.
  object text,
  request_id text not null,
  hash bytea not null,
  primary key (organization_id, position)
);
call protect_tenant_table('audit_entries');
revoke update, delete on audit_entries from baraza_app;

-- What is hashed of an entry. None of its parts can hold a line's end.
create function audit_text(entry audit_entries) returns bytea language sql stable
  as $$
    select convert_to(concat_ws(E'\n', entry.position, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), entry.actor_kind, entry.actor_id,
      entry.action, coalesce(entry.object, ''), entry.request_id), 'UTF8')
  $$;
