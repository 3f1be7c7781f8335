-- What contacts said that is remembered, with vectors to find it by. Only of those who agreed.

-- Many memories of one contact, sealed together.
create table memory_blocks (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  -- What made the vectors, and how many numbers each has.
  model text not null,
  dimensions smallint not null,
  version int not null,
  memories int not null,
  sealed_block text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index memory_blocks_contact on memory_blocks (organization_id, contact_id, id);
call protect_tenant_table('memory_blocks');

-- What is to be forgotten although its block was written meanwhile: never shown any more, and gone with the next writing.
create table memory_forgotten (
  organization_id uuid not null,
  memory_id uuid not null,
  contact_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, memory_id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index memory_forgotten_contact on memory_forgotten (organization_id, contact_id);
call protect_tenant_table('memory_forgotten');

create table memory_people (
  organization_id uuid not null,
  contact_id uuid not null,
  -- What was said until then and is not read yet is not remembered.
  skip_to timestamptz,
  -- When something was remembered last, and when patterns were looked for.
  changed_at timestamptz,
  looked_at timestamptz,
  primary key (organization_id, contact_id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
call protect_tenant_table('memory_people');

-- Something that comes again and again, as a question to the person: what it is, and where it was seen, is sealed.
create table memory_patterns (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  state text not null check (state in ('found', 'offered', 'confirmed', 'denied')),
  occurrences int not null,
  days int not null,
  sealed_pattern text not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index memory_patterns_contact on memory_patterns (organization_id, contact_id, id);
call protect_tenant_table('memory_patterns');

-- Whose memories changed since patterns were looked for, where it is night.
create function due_memory_looks(moment timestamptz, most int) returns table (organization_id uuid, contact_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select p.organization_id, p.contact_id from memory_people p
    join organizations o on o.id = p.organization_id
    where p.changed_at > coalesce(p.looked_at, '-infinity') and coalesce(p.looked_at, '-infinity') < moment - interval '12 hours'
      and extract(hour from moment at time zone o.time_zone) between 1 and 4
    order by p.looked_at nulls first limit most
  $$;
revoke execute on function due_memory_looks(timestamptz, int) from public;
grant execute on function due_memory_looks(timestamptz, int) to baraza_app;
