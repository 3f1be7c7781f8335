-- Whom a call spoke of, once it is known: a call holds what other systems say of people, and is found by them.
alter table incoming_calls add column contact_id uuid generated always as ((result ->> 'contactId')::uuid) stored;
create index incoming_calls_contact on incoming_calls (organization_id, contact_id) where contact_id is not null;
