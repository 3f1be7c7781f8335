-- Lines that people in danger are shown: the organization's own, each tried by somebody.
create table safety_lines (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- Null: wherever somebody is.
  country text check (country ~ '^[A-Z]{2}$'),
  name text not null,
  number text not null,
  kind text not null check (kind in ('voice', 'text', 'chat')),
  hours text,
  audience text not null check (audience in ('anyone', 'young')),
  -- When somebody last tried it, and until when it is shown.
  verified_at timestamptz not null,
  verified_by text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index safety_lines_expiry on safety_lines (organization_id, expires_at);
call protect_tenant_table('safety_lines');
