-- Files: what contacts sent and what is uploaded to be sent; and the messages whose file is still to be fetched.

-- Who wrote a message may also be somebody of the organization in the provider's own app on a phone.
alter table messages drop constraint messages_author_check;
alter table messages add constraint messages_author_check
  check (author in ('contact', 'assistant', 'member', 'api_key', 'system', 'phone_app'));

-- The bytes, once for each organization however often they came. Removed when no file has them any more.
create table file_blobs (
  organization_id uuid not null references organizations (id),
  -- SHA-256, hexadecimal.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- Where they lie in the storage. Made anew each time, so that removing old bytes never meets new ones.
  key text not null,
  size bigint not null check (size > 0),
  -- When a file last asked for them: what nothing refers to yet may be on its way.
  used_at timestamptz not null,
  primary key (organization_id, hash)
);
call protect_tenant_table('file_blobs');

create table files (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  hash text not null,
  -- What the bytes are, as they were looked at; not what somebody said they are.
  media_type text not null,
  name text,
  -- Who may see the conversation may see the file; null: uploaded, and seen by all who may read conversations.
  conversation_id uuid,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, hash) references file_blobs (organization_id, hash),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade
);
create index files_hash on files (organization_id, hash);
create index files_conversation on files (organization_id, conversation_id);
call protect_tenant_table('files');

-- A file that a channel's provider has already: it is handed over once, not with each message.
create table provider_files (
  organization_id uuid not null references organizations (id),
  channel_id uuid not null,
  file_id uuid not null,
  provider_id text not null,
  created_at timestamptz not null,
  primary key (organization_id, channel_id, file_id),
  foreign key (organization_id, channel_id) references channels (organization_id, id) on delete cascade,
  foreign key (organization_id, file_id) references files (organization_id, id) on delete cascade
);
create index provider_files_age on provider_files (organization_id, created_at);
call protect_tenant_table('provider_files');

-- The state of a message's file stands in its content ("media": {state, …}), so accepting a message costs no statement more.
create index messages_media_waiting on messages (organization_id, id) where content #>> '{media,state}' = 'waiting';

-- Files that are due to be fetched, in any organization: ids and nothing else. Times are text, as they stand in the content.
create function due_media(moment text, most int)
  returns table (organization_id uuid, message_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select m.organization_id, m.id from messages m
    where m.content #>> '{media,state}' = 'waiting' and coalesce(m.content #>> '{media,tryAt}', '') <= moment
    order by coalesce(m.content #>> '{media,tryAt}', ''), m.id limit most
  $$;
revoke execute on function due_media(text, int) from public;
grant execute on function due_media(text, int) to baraza_app;
