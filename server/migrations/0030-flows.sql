-- Flows: what people write (drafts), what was published and never changes, and every run of it.

create table flows (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- What other flows and the API call it.
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  title text not null,
  draft jsonb not null,
  -- Counts the times the draft was saved, so that two people do not write over each other.
  revision int not null default 1,
  -- The version that new runs take; null: none was published, or it is archived.
  version_id uuid,
  archived_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, name)
);
call protect_tenant_table('flows');

create table flow_versions (
  organization_id uuid not null,
  id uuid not null,
  flow_id uuid not null,
  number int not null,
  definition jsonb not null,
  note text,
  published_by text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, flow_id, number),
  foreign key (organization_id, flow_id) references flows (organization_id, id)
);
call protect_tenant_table('flow_versions');
-- A version is what runs are on: whoever wants another publishes one.
revoke update, delete on flow_versions from baraza_app;

create table flow_runs (
  organization_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  flow_id uuid not null,
  version_id uuid not null,
  state text not null check (state in ('waiting', 'suspended', 'ended', 'cancelled')),
  waits_for text check (waits_for in ('answer', 'assistant', 'time', 'event')),
  node text not null,
  outcome text,
  started_by text not null,
  -- Where it is and everything that was answered.
  sealed_state text not null,
  -- The turn that wrote the state: whoever remembers it knows by this whether it is still the same.
  written_by uuid not null,
  due_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id),
  foreign key (organization_id, version_id) references flow_versions (organization_id, id)
);
create index flow_runs_flow on flow_runs (organization_id, flow_id, id);
create index flow_runs_conversation on flow_runs (organization_id, conversation_id, id);
create index flow_runs_version on flow_runs (organization_id, version_id) where state in ('waiting', 'suspended');
create index flow_runs_due on flow_runs (due_at) where state = 'waiting';
call protect_tenant_table('flow_runs');

-- The way a run went. No words: which node, and by which exit it was left.
create table flow_run_steps (
  organization_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  turn_id uuid not null,
  version_id uuid not null,
  flow text not null,
  node text not null,
  kind text not null,
  exit text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, run_id) references flow_runs (organization_id, id)
);
create index flow_run_steps_run on flow_run_steps (organization_id, run_id, id);
create index flow_run_steps_age on flow_run_steps (organization_id, created_at);
call protect_tenant_table('flow_run_steps');

-- The named stage a conversation is in; null: in none.
alter table conversations add column stage text;

-- Across tenants: runs that go on by themselves now. Ids and nothing else.
create function due_flow_runs(now timestamptz, most int)
  returns table (organization_id uuid, run_id uuid, conversation_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select r.organization_id, r.id, r.conversation_id from flow_runs r
    join conversations v on v.organization_id = r.organization_id and v.id = r.conversation_id
    where r.state = 'waiting' and r.due_at <= now and (v.handler = 'assistant' or v.opted_out_at is not null)
    order by r.due_at limit most
  $$;
revoke execute on function due_flow_runs(timestamptz, int) from public;
grant execute on function due_flow_runs(timestamptz, int) to baraza_app;
