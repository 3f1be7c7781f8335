-- Model providers of an organization, what was asked of them, and what was spent each day.

create table model_providers (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  name text not null,
  preset text not null check (preset in ('openai', 'groq', 'openrouter', 'local', 'custom')),
  -- Address, models, limits, prices: nothing that must be kept secret.
  settings jsonb not null,
  sealed_key text,
  -- Who said, and when, that what contacts write may be sent there. Both or neither: the consent is a person's.
  contact_text_by text,
  contact_text_at timestamptz,
  state text not null default 'active' check (state in ('active', 'disabled')),
  provisioned boolean not null default false,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, name),
  check ((contact_text_by is null) = (contact_text_at is null))
);
call protect_tenant_table('model_providers');

-- One request to a provider: who asked what for, and what it cost. No text.
create table model_calls (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  provider_id uuid not null,
  model text not null,
  purpose text not null check (purpose in ('answer', 'transcription', 'description', 'check')),
  -- The turn and its contact; null for a check.
  turn_id uuid,
  contact_id uuid,
  outcome text not null,
  -- What the provider reported; null: it did not say.
  input_tokens int,
  output_tokens int,
  -- Millionths of the currency of the provider's prices; null: unknown, which is not nothing.
  cost_micros bigint,
  currency text,
  took_ms int not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, provider_id) references model_providers (organization_id, id)
);
create index model_calls_age on model_calls (organization_id, created_at);
call protect_tenant_table('model_calls');

-- What a provider was used for on a day (UTC): what the daily limits are held against, by every process.
create table model_days (
  organization_id uuid not null references organizations (id),
  provider_id uuid not null,
  day text not null check (day ~ '^\d{4}-\d\d-\d\d$'),
  calls int not null default 0,
  -- Reserved before a call by estimate, corrected after it by what was reported.
  tokens bigint not null default 0,
  took_ms bigint not null default 0,
  -- When the first call was refused because a limit was reached; then people were told, once.
  exhausted_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, provider_id, day),
  foreign key (organization_id, provider_id) references model_providers (organization_id, id)
);
create index model_days_age on model_days (organization_id, created_at);
call protect_tenant_table('model_days');
