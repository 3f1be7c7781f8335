-- The companion: whether an organization has it, whom it talks with, what they allowed, and how much they talk.

create table companion_settings (
  organization_id uuid primary key references organizations (id),
  -- When an admin confirmed that it is part of a service with staff; null: it is off.
  confirmed_at timestamptz,
  confirmed_by text,
  -- The clinician who answers for it.
  responsible_id uuid,
  -- Languages whose sentences somebody here has read and found good.
  reviewed text[] not null,
  nudges boolean not null,
  changed_at timestamptz not null,
  foreign key (organization_id, responsible_id) references members (organization_id, id)
);
call protect_tenant_table('companion_settings');

-- One for each contact; the id is the contact's, so that a turn can seal without having read. An empty text: asked for and not told.
create table companion_people (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  state text check (state in ('ready', 'minor')),
  age_group text check (age_group in ('adult', 'minor')),
  country text check (country ~ '^([A-Z]{2})?$'),
  preferred text check (preferred in ('', 'morning', 'afternoon', 'evening', 'any')),
  summary_every text check (summary_every in ('', 'daily', 'weekly')),
  sealed_name text,
  sealed_brings text,
  -- Somebody to think of in a bad moment; never written to by the program.
  sealed_trusted text,
  sealed_pin text,
  -- The day there, as "2026-11-30".
  nudged_on text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, contact_id),
  check (id = contact_id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index companion_people_summaries on companion_people (organization_id, id) where summary_every in ('daily', 'weekly');
call protect_tenant_table('companion_people');

-- What was allowed and taken back, one row each time; the latest of a kind holds.
create table companion_consents (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in ('storing', 'memory', 'mood', 'summaries', 'sharing')),
  given boolean not null,
  -- Of the text that was shown, and the language it was shown in.
  version text not null,
  language text not null,
  message_id uuid,
  created_at timestamptz not null,
  -- What was taken back is forgotten; null: not yet, or nothing was.
  obeyed_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index companion_consents_contact on companion_consents (organization_id, contact_id, kind, created_at desc, id desc);
create index companion_consents_withdrawn on companion_consents (organization_id, id) where not given and obeyed_at is null;
call protect_tenant_table('companion_consents');

-- How much somebody talks, by day where they live. No words.
create table companion_days (
  organization_id uuid not null,
  contact_id uuid not null,
  day text not null check (day ~ '^\d{4}-\d{2}-\d{2}$'),
  messages int not null,
  night int not null,
  created_at timestamptz not null,
  last_at timestamptz not null,
  primary key (organization_id, contact_id, day),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index companion_days_age on companion_days (organization_id, created_at);
call protect_tenant_table('companion_days');

-- A summary for somebody about one period, once.
create table companion_summaries (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  audience text not null check (audience in ('person', 'clinician')),
  -- The last day of it, where the person lives: "2026-11-29", "week 2026-11-29".
  period text not null,
  state text not null check (state in ('sent', 'made', 'skipped')),
  reason text,
  message_id uuid,
  sealed_text text,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, contact_id, audience, period),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index companion_summaries_age on companion_summaries (organization_id, created_at);
call protect_tenant_table('companion_summaries');

-- Organizations where somebody wants a summary, or has taken something back: as ids, for work that goes on by itself.
create function companion_organizations()
  returns table (organization_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select s.organization_id from companion_settings s where s.confirmed_at is not null order by s.organization_id $$;
revoke execute on function companion_organizations() from public;
grant execute on function companion_organizations() to baraza_app;

create function companion_withdrawn(most int)
  returns table (organization_id uuid, consent_id uuid, contact_id uuid, kind text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select c.organization_id, c.id, c.contact_id, c.kind from companion_consents c
    where not c.given and c.obeyed_at is null order by c.organization_id, c.id limit most
  $$;
revoke execute on function companion_withdrawn(int) from public;
grant execute on function companion_withdrawn(int) to baraza_app;
