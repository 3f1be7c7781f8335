-- The phone in the browser, and what is kept to decide a turn once more.

-- A test contact: whoever counts what happens leaves it out.
alter table contacts add column test boolean not null default false;
create index contacts_test on contacts (organization_id, id) where test;

-- A phone in the browser: one test contact at a time. Its address is "simulated:<id>.<run>"; starting again is the next run, and
-- another contact.
create table phones (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  name text not null,
  run int not null default 1,
  off boolean not null default false,
  fails boolean not null default false,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, channel_id) references channels (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references contacts (organization_id, id) on delete cascade
);
call protect_tenant_table('phones');

-- What a turn asked of models.
create index model_calls_turn on model_calls (organization_id, turn_id) where turn_id is not null;

-- What a turn began with, so that it can be decided again: {handler, optedOut, language, routing, handedOver}. Words that were offered stand
-- in sealed_evidence. Null: decided before this was kept.
alter table turns add column state jsonb;
