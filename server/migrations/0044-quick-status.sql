-- A message's state changes up to five times. While an index named `status`, each change wrote a new entry into every index of the table;
-- now it writes none ("heap-only": nothing that an index names has changed), where the page has room for one more row.
alter table messages add column in_trouble boolean not null
  generated always as (retried_as is null and status in ('uncertain', 'needs_template', 'error', 'failed')) stored;
comment on column messages.in_trouble is 'It needs a person or will be tried again, and was not sent once more.';
drop index messages_trouble;
drop index messages_trouble_conversation;
create index messages_trouble on messages (organization_id, id) where in_trouble;
create index messages_trouble_conversation on messages (organization_id, conversation_id) where in_trouble;
alter table messages set (fillfactor = 85);
