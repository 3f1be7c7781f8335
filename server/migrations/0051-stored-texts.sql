-- Texts with a name, said by flows wherever a gap names them: {{ text.opening_hours }}. A draft, and what was published, which never changes.

create table texts (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  title text not null,
  -- {"words": {"en": …}, "channels": {"sms": {"en": …}}}
  draft jsonb not null,
  revision int not null default 1,
  -- What flows say; null: nothing was published.
  version_id uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, name)
);
call protect_tenant_table('texts');

create table text_versions (
  organization_id uuid not null,
  id uuid not null,
  text_id uuid not null,
  number int not null,
  content jsonb not null,
  note text,
  published_by text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, text_id, number),
  foreign key (organization_id, text_id) references texts (organization_id, id) on delete cascade
);
call protect_tenant_table('text_versions');
revoke update on text_versions from baraza_app;
