-- How contacts feel: what they said of themselves, and what was read from their messages. Only of those who agreed.
create table mood_entries (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  message_id uuid,
  source text not null check (source in ('self', 'inferred')),
  -- From 1, worst, to 10, best; only where they said it themselves.
  score smallint check (score between 1 and 10),
  valence double precision,
  intensity double precision,
  confidence double precision,
  reader text,
  -- Label, topics and note.
  sealed_words text not null,
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  check ((source = 'self') = (score is not null))
);
create index mood_entries_list on mood_entries (organization_id, contact_id, at desc, id desc);
create unique index mood_entries_message on mood_entries (organization_id, message_id, source);
call protect_tenant_table('mood_entries');

-- When a contact was last asked, and since when nothing said before counts any more.
create table mood_people (
  organization_id uuid not null,
  contact_id uuid not null,
  asked_at timestamptz,
  forgotten_at timestamptz,
  primary key (organization_id, contact_id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
call protect_tenant_table('mood_people');
