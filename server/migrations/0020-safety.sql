-- The safety gate: what the rules found in messages, and the incidents that people look at because of it.

create function safety_level(severity text) returns int
  language sql immutable parallel safe
  as $$ select array_position('{none,low,moderate,high,imminent}'::text[], severity) $$;

-- Of the text, never of the person. The evidence is where it stands in the message (from, to, rule); whose words they are stands there.
create table safety_findings (
  organization_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  contact_id uuid not null,
  conversation_id uuid not null,
  incident_id uuid,
  -- "answer": of what an assistant was about to say to the message.
  source text not null check (source in ('message', 'transcript', 'description', 'question', 'answer')),
  severity text not null check (severity in ('low', 'moderate', 'high', 'imminent')),
  categories text[] not null,
  -- It rests on plain words that nothing takes back.
  hard boolean not null,
  evidence jsonb not null,
  reason text not null,
  rules text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, message_id) references messages (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create unique index safety_findings_message on safety_findings (organization_id, message_id, source);
create index safety_findings_contact on safety_findings (organization_id, contact_id, id);
call protect_tenant_table('safety_findings');

-- One open incident for a contact: what they write meanwhile joins it.
create table incidents (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  -- Where they wrote last.
  conversation_id uuid not null,
  message_id uuid not null,
  severity text not null check (severity in ('moderate', 'high', 'imminent')),
  categories text[] not null,
  state text not null check (state in ('raised', 'delivered', 'acknowledged', 'resolved', 'false_alarm')),
  -- How many messages joined it.
  messages int not null,
  -- How often people were called since `called_at`, and when they are called next; null: not any more.
  step int not null,
  due_at timestamptz,
  raised_at timestamptz not null,
  -- Since when people are called for it: the beginning, or when it got worse.
  called_at timestamptz not null,
  last_at timestamptz not null,
  delivered_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  closed_at timestamptz,
  closed_by uuid,
  -- When the contact was asked how they are; until then null, with the time at which that is to be done.
  follow_up_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id)
);
create unique index incidents_open on incidents (organization_id, contact_id) where state in ('raised', 'delivered', 'acknowledged');
create index incidents_list on incidents (organization_id, state, id);
create index incidents_contact on incidents (organization_id, contact_id, id);
create index incidents_due on incidents (due_at) where due_at is not null;
create index incidents_follow_up on incidents (follow_up_at) where follow_up_at is not null;
call protect_tenant_table('incidents');

-- How an organization deals with them. No row: what stands in safety/settings.ts.
create table safety_settings (
  organization_id uuid primary key references organizations (id),
  moderate_incidents boolean not null,
  replies boolean not null,
  event_text boolean not null,
  -- {"imminent": 5, "high": 15, "moderate": 240}
  minutes jsonb not null,
  -- {"from": "22:00", "to": "07:00"} in the organization's time zone; null: none.
  quiet jsonb,
  -- Members in the order in which they are called, and those who are called together after them.
  chain text[] not null,
  pool text[] not null,
  minimum_age int not null,
  follow_up_hours int not null,
  changed_at timestamptz not null
);
call protect_tenant_table('safety_settings');
