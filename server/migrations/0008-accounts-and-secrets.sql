-- Keys that can be replaced, notices for people, and what providers say about the accounts behind channels.

-- The lookup keys of earlier installation keys, sealed with the one named (platform/secrets.ts). Read at the start, as the owner.
create table installation_keys (
  key_id text not null,
  place int not null,
  sealed_key text not null,
  primary key (key_id, place)
);

-- Whose hash it is: the id of the installation's key; null: made before keys could be replaced.
alter table directory add column key_id text;
create index directory_key on directory (organization_id, key_id);

-- Something a person should look at. One is open for each kind and subject; `sentence` holds what its text is filled with.
create table notices (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  kind text not null,
  subject text not null,
  sentence jsonb not null,
  since timestamptz not null,
  seen_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create unique index notices_open on notices (organization_id, kind, subject) where closed_at is null;
create index notices_age on notices (organization_id, created_at);
call protect_tenant_table('notices');

-- `health`: what the provider said about the account, and when we last heard and sent. `secret_facts`: since when each secret is
-- set, until when its predecessor is accepted. `look_at`: when the account is looked at next; null: its kind of channel cannot be.
alter table channels
  add column health jsonb not null default '{}',
  add column secret_facts jsonb not null default '{}',
  add column look_at timestamptz;
create index channels_look on channels (look_at) where look_at is not null;

-- Message templates as the provider has them; refreshed when asked for and after news about one.
create table channel_templates (
  organization_id uuid not null references organizations (id),
  channel_id uuid not null,
  name text not null,
  language text not null,
  provider_id text,
  status text,
  category text,
  quality text,
  reason text,
  changed_at timestamptz not null,
  primary key (organization_id, channel_id, name, language),
  foreign key (organization_id, channel_id) references channels (organization_id, id)
);
call protect_tenant_table('channel_templates');

-- Channels whose account is to be looked at, in any organization: ids and nothing else.
create function due_looks(moment timestamptz, most int)
  returns table (organization_id uuid, channel_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select c.organization_id, c.id from channels c
    where c.look_at <= moment and c.state <> 'disabled'
    order by c.look_at limit most
  $$;
revoke execute on function due_looks(timestamptz, int) from public;
grant execute on function due_looks(timestamptz, int) to baraza_app;
