-- What organizations hang on contacts: tags, attributes, segments; and files with contacts on their way in.

create table tags (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  -- How two names are compared (fold_text): "VIP" and "vip" are one tag.
  folded text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, folded)
);
call protect_tenant_table('tags');

create table contact_tags (
  organization_id uuid not null references organizations (id),
  tag_id uuid not null,
  contact_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, tag_id, contact_id),
  foreign key (organization_id, tag_id) references tags (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index contact_tags_contact on contact_tags (organization_id, contact_id);
call protect_tenant_table('contact_tags');

create table attributes (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  key text not null,
  label text not null,
  type text not null check (type in ('text', 'number', 'yes_no', 'date', 'time', 'choice', 'choices')),
  choices jsonb not null default '[]',
  -- Of texts, in characters.
  length_max int not null,
  personal boolean not null,
  -- Encrypted with the organization's key; cannot be searched or used in segments.
  sensitive boolean not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, key)
);
call protect_tenant_table('attributes');

create table contact_attributes (
  organization_id uuid not null references organizations (id),
  attribute_id uuid not null,
  contact_id uuid not null,
  value jsonb,
  sealed text,
  changed_at timestamptz not null,
  primary key (organization_id, attribute_id, contact_id),
  foreign key (organization_id, attribute_id) references attributes (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  check ((value is null) <> (sealed is null))
);
create index contact_attributes_contact on contact_attributes (organization_id, contact_id);
call protect_tenant_table('contact_attributes');

create table segments (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  rule jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id)
);
call protect_tenant_table('segments');

-- Who was in a segment at one moment; it stays when the segment or the contacts change.
create table segment_copies (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  segment_id uuid not null,
  rule jsonb not null,
  members int not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, segment_id) references segments (organization_id, id) on delete cascade
);
call protect_tenant_table('segment_copies');

create table segment_copy_members (
  organization_id uuid not null references organizations (id),
  copy_id uuid not null,
  contact_id uuid not null,
  primary key (organization_id, copy_id, contact_id),
  foreign key (organization_id, copy_id) references segment_copies (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
call protect_tenant_table('segment_copy_members');

-- A file with contacts. Its rows are cut into slices when it is uploaded; each slice is one transaction that also counts itself as done,
-- so that after a crash it goes on where it stopped and does nothing twice.
create table contact_imports (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  file_name text not null,
  state text not null check (state in ('uploaded', 'running', 'done', 'failed')),
  -- What was found out about the file: delimiter, encoding, columns, first rows.
  preview jsonb not null,
  -- How it was started; null: not yet.
  options jsonb,
  slices int not null,
  next_slice int not null default 0,
  rows_total int not null,
  created int not null default 0,
  updated int not null default 0,
  refused int not null default 0,
  trouble text,
  -- What the program does on behalf of whoever started it is done with their rights.
  started_by jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id)
);
create index contact_imports_running on contact_imports (started_at) where state = 'running';
create index contact_imports_age on contact_imports (organization_id, created_at);
call protect_tenant_table('contact_imports');

create table contact_import_slices (
  organization_id uuid not null references organizations (id),
  import_id uuid not null,
  number int not null,
  -- [[line, [cell, …]], …]; emptied when the slice is done.
  rows jsonb,
  -- [[line, reason, [cell, …]], …]
  refused jsonb not null default '[]',
  created_at timestamptz not null,
  primary key (organization_id, import_id, number),
  foreign key (organization_id, import_id) references contact_imports (organization_id, id) on delete cascade
);
call protect_tenant_table('contact_import_slices');

-- Imports under way in any organization: ids and nothing else.
create function running_imports(most int) returns table (organization_id uuid, import_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select i.organization_id, i.id from contact_imports i where i.state = 'running' order by i.started_at limit most $$;
revoke execute on function running_imports(int) from public;
grant execute on function running_imports(int) to baraza_app;

-- Who took contacts out of the program, when, and how many: no names.
create table contact_exports (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  actor text not null,
  segment_id uuid,
  columns jsonb not null,
  -- Null: it was broken off.
  contacts int,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
call protect_tenant_table('contact_exports');
