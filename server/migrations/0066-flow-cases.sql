-- Talks that a flow is to have as they are, kept with it and played before it is published.

create table flow_cases (
  organization_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  name text not null,
  -- What is fixed, the talk, and where it ends; see contract/flow-cases.ts. Made-up answers stand in the place of sensitive ones.
  content jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, flow_id, name),
  foreign key (organization_id, flow_id) references flows (organization_id, id) on delete cascade
);
call protect_tenant_table('flow_cases');

-- Which cases failed when it was published all the same.
alter table flow_versions add column failed_cases text[] not null default '{}';
