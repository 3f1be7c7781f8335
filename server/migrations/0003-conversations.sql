-- The nouns: channels, contacts, conversations, messages; and the counters that make a turn and a send exclusive.
-- What refers to a row of its organization by both keys does not refer to the organization once more: each reference is checked for
-- every row that is written.

create table channels (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  type text not null,
  name text not null,
  settings jsonb not null,
  -- All of the adapter's secrets as one sealed value.
  sealed_secrets text,
  limits jsonb,
  assistant jsonb not null,
  state text not null default 'active' check (state in ('active', 'paused', 'disabled')),
  -- Why it is paused, and what to do: {code, reason, advice}.
  trouble jsonb,
  provisioned boolean not null default false,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id)
);
call protect_tenant_table('channels');

-- What a channel received and did not answer, with the reason; kept 30 days.
create table channel_log (
  organization_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  kind text not null check (kind in ('unreadable', 'not_answered', 'account', 'provider_error', 'refused')),
  reason text not null,
  -- The provider's own form, cut; null when it was too large or unreadable even as JSON.
  raw jsonb,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, channel_id) references channels (organization_id, id)
);
create index channel_log_recent on channel_log (organization_id, channel_id, id);
create index channel_log_age on channel_log (organization_id, created_at);
call protect_tenant_table('channel_log');

create table contacts (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- `name` is what people of the organization call them, `profile_name` what their provider says.
  name text,
  profile_name text,
  language text,
  created_at timestamptz not null,
  last_seen_at timestamptz,
  -- Work: positions of inbound messages. `work` is the last one accepted, `done` the last one decided; what lies between
  -- is unhandled. `due_at` is when the next turn may start (the person may still be writing; a failed turn is tried again).
  work bigint not null default 0,
  done bigint not null default 0,
  due_at timestamptz,
  failures smallint not null default 0,
  -- The lease: one turn at a time. Every claim writes a new name into it, so it is its own fencing token: a commit that
  -- names another lease than the row does is refused.
  turn_lease text,
  turn_until timestamptz,
  -- The lease under which the last turn was committed: what the other statements of that commit check.
  finished_lease text,
  primary key (organization_id, id),
  check (done <= work)
) with (fillfactor = 80);
create index contacts_due on contacts (due_at) where work > done;
create index contacts_list on contacts (organization_id, last_seen_at desc, id desc);
call protect_tenant_table('contacts');

-- An address of a contact on a channel type: "phone:16505551234", "bsuid:US.1349…".
create table identities (
  organization_id uuid not null,
  channel_type text not null,
  address text not null,
  contact_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, channel_type, address),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index identities_contact on identities (organization_id, contact_id);
call protect_tenant_table('identities');

create table conversations (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  channel_id uuid not null,
  -- What the adapter needs to reach the contact, from their latest message.
  recipient jsonb not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  handler text not null default 'assistant' check (handler in ('assistant', 'people')),
  handler_reason text,
  routing jsonb not null default '{}',
  opted_out_at timestamptz,
  -- What had been queued up to here when the contact last asked for silence is not sent any more, also when they came back
  -- since; null: they never did.
  silenced_to bigint,
  last_inbound_at timestamptz,
  last_message_at timestamptz not null,
  created_at timestamptz not null,
  -- The lane: outgoing messages in order. `queued` is the last position given out, `settled` the last one that needs no
  -- more sending. One sender at a time holds the lane; `lane_due_at` is when it may go on after a wait.
  queued bigint not null default 0,
  settled bigint not null default 0,
  lane_due_at timestamptz,
  lane_lease text,
  lane_until timestamptz,
  primary key (organization_id, id),
  unique (organization_id, contact_id, channel_id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  foreign key (organization_id, channel_id) references channels (organization_id, id),
  check (settled <= queued)
) with (fillfactor = 80);
create index conversations_lane_due on conversations (lane_due_at) where queued > settled;
create index conversations_list on conversations (organization_id, last_message_at desc, id desc);
call protect_tenant_table('conversations');

create table messages (
  organization_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  contact_id uuid not null,
  channel_id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  -- Inbound: the place in the contact's work. Outbound: the place in the conversation's lane.
  position bigint not null,
  kind text not null,
  text text,
  content jsonb,
  -- The provider's own form where ours says less.
  raw jsonb,
  author text not null check (author in ('contact', 'assistant', 'member', 'api_key', 'system')),
  author_id text,
  turn_id uuid,
  provider_id text,
  quotes text,
  status text not null check (
    status in ('received', 'pending', 'sending', 'uncertain', 'needs_template', 'error', 'failed', 'sent', 'delivered', 'read')),
  trouble jsonb,
  attempts smallint not null default 0,
  -- How often the outcome of a send was unknown.
  doubts smallint not null default 0,
  -- Copies the provider reported beyond the first, after a send whose answer was lost.
  duplicates smallint not null default 0,
  late boolean not null default false,
  -- When the provider says it was written (inbound).
  written_at timestamptz,
  created_at timestamptz not null,
  sending_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  -- The message that a person queued in its place after it did not go out.
  retried_as uuid,
  primary key (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id)
);
-- De-duplication: a provider's id is accepted once. Kept as long as the message, so for longer than Meta redelivers (7 days).
create unique index messages_provider on messages (organization_id, channel_id, provider_id) where provider_id is not null;
create unique index messages_inbound on messages (organization_id, contact_id, position) where direction = 'in';
create unique index messages_outbound on messages (organization_id, conversation_id, position) where direction = 'out';
create index messages_conversation on messages (organization_id, conversation_id, id);
create index messages_trouble on messages (organization_id, id)
  where retried_as is null and status in ('uncertain', 'needs_template', 'error', 'failed');
call protect_tenant_table('messages');

-- One decision and why. `trace` is structure (400 days); `sealed_evidence` may hold words of the contact (30 days).
create table turns (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  conversation_id uuid not null,
  first_position bigint not null,
  last_position bigint not null,
  outcome text not null,
  trace jsonb not null,
  sealed_evidence text,
  took_ms int not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id)
);
create index turns_conversation on turns (organization_id, conversation_id, id);
-- For what expires: rows come in the order of their time, so their age needs next to nothing.
create index turns_age on turns using brin (created_at);
create index turns_evidence on turns (organization_id, created_at) where sealed_evidence is not null;
call protect_tenant_table('turns');

-- Proof of consent: who asked for silence or took it back, when, in which message.
create table consents (
  organization_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  conversation_id uuid not null,
  given boolean not null,
  message_id uuid,
  word text,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
create index consents_contact on consents (organization_id, contact_id, id);
call protect_tenant_table('consents');

-- Work that is due in any organization: ids and nothing else. Each item then runs in its own transaction under the
-- application's role. Oldest first, so that nobody waits for ever behind a busy organization.
create function due_turns(moment timestamptz, most int)
  returns table (organization_id uuid, contact_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select c.organization_id, c.id from contacts c
    where c.work > c.done and c.due_at <= moment and (c.turn_until is null or c.turn_until <= moment)
    order by c.due_at limit most
  $$;

create function due_lanes(moment timestamptz, most int)
  returns table (organization_id uuid, conversation_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select v.organization_id, v.id from conversations v
    where v.queued > v.settled and v.lane_due_at <= moment and (v.lane_until is null or v.lane_until <= moment)
    order by v.lane_due_at limit most
  $$;

-- For maintenance: each organization is then worked on in its own transaction.
create function list_organizations() returns table (organization_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select o.id from organizations o order by o.id $$;

-- The embedded database has one process, and the lock on its folder proves that nobody else holds a lease.
create procedure release_all_leases()
  language sql
  as $$
    update contacts set turn_lease = null, turn_until = null where turn_lease is not null;
    update conversations set lane_lease = null, lane_until = null where lane_lease is not null;
  $$;

revoke execute on function list_organizations(), due_turns(timestamptz, int), due_lanes(timestamptz, int) from public;
revoke execute on procedure release_all_leases() from public;
grant execute on function list_organizations() to baraza_app;
grant execute on function due_turns(timestamptz, int), due_lanes(timestamptz, int) to baraza_app;
