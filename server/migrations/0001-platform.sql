-- The floor: the tenant, who may act in it, and the one table that is read before the tenant is known.
-- Conventions: every tenant table begins its keys with organization_id and is protected by `protect_tenant_table`;
-- states are text with a check; times are timestamptz written by the program's clock.

grant usage on schema public to baraza_app, baraza_auth;

create function current_organization() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.organization', true), '')::uuid $$;
comment on function current_organization() is 'The organization this transaction works for; null: none, and every tenant table is empty.';

-- Row-level security for a table with organization_id: the application's role sees and writes the current organization only.
create procedure protect_tenant_table(name text)
  language plpgsql
  as $$
  begin
    execute format('alter table %I enable row level security', name);
    execute format(
      'create policy tenant on %I using (organization_id = current_organization()) with check (organization_id = current_organization())', name);
    execute format('grant select, insert, update, delete on %I to baraza_app', name);
  end $$;

create table organizations (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  language text not null default 'en',
  time_zone text not null default 'UTC',
  sealed_key text not null,
  provisioned boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
alter table organizations enable row level security;
create policy tenant on organizations using (id = current_organization()) with check (id = current_organization());
grant select, insert, update on organizations to baraza_app;

-- Leads from something a stranger presents (a phone number id, a key, a token: hashed) to the organization and object it
-- belongs to. Written by the tenant itself; read across tenants only through directory_find, which returns ids.
create table directory (
  kind text not null,
  key_hash bytea not null,
  organization_id uuid not null references organizations (id),
  object_id uuid not null,
  -- A shared key (a verify token, a business account) may lead to several objects; any other belongs to one.
  shared boolean not null default false,
  primary key (kind, key_hash, object_id)
);
create unique index directory_unique_key on directory (kind, key_hash) where not shared;
create index directory_object on directory (organization_id, object_id);
call protect_tenant_table('directory');

create function directory_find(wanted_kind text, wanted_hashes bytea[])
  returns table (key_hash bytea, organization_id uuid, object_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select d.key_hash, d.organization_id, d.object_id from directory d where d.kind = wanted_kind and d.key_hash = any (wanted_hashes) $$;

create table members (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  user_id text not null,
  role text not null check (role in ('owner', 'admin', 'agent', 'clinician', 'organiser', 'developer')),
  -- Named by the provisioning file: disabled when the file no longer names them.
  provisioned boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, user_id)
);
create index members_user on members (user_id);
call protect_tenant_table('members');

-- The organizations a signed-in person belongs to: ids only.
create function memberships_of(wanted_user text)
  returns table (organization_id uuid, member_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select m.organization_id, m.id from members m join organizations o on o.id = m.organization_id
    where m.user_id = wanted_user and m.disabled_at is null and o.disabled_at is null
    order by m.created_at, m.id
  $$;

create table invitations (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'agent', 'clinician', 'organiser', 'developer')),
  invited_by uuid,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
call protect_tenant_table('invitations');

create table api_keys (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  -- The first characters, so that a person can tell keys apart; the key itself is only in the directory, hashed.
  start text not null,
  -- What it may do, as names of permissions; null: everything a key may do.
  scopes text[],
  expires_at timestamptz,
  -- After a rotation the secret before this one (its hash, as in the directory) works until then.
  previous_hash bytea,
  previous_until timestamptz,
  provisioned boolean not null default false,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index api_keys_provisioned_name on api_keys (organization_id, name) where provisioned;
call protect_tenant_table('api_keys');

-- What a request with an Idempotency-Key answered, for 24 hours.
create table idempotency_keys (
  organization_id uuid not null references organizations (id),
  actor_id text not null,
  key text not null,
  request_hash bytea not null,
  status int,
  response jsonb,
  created_at timestamptz not null,
  primary key (organization_id, actor_id, key)
);
create index idempotency_keys_age on idempotency_keys (organization_id, created_at);
call protect_tenant_table('idempotency_keys');

-- A new function may be run by everybody (PostgreSQL's default); what steps around row-level security, or maintains the tables, may not.
revoke execute on function directory_find(text, bytea[]), memberships_of(text) from public;
revoke execute on procedure protect_tenant_table(text) from public;
grant execute on function current_organization(), directory_find(text, bytea[]), memberships_of(text) to baraza_app;
