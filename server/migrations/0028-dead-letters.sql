-- What was given up, found without reading what went well.
create index turns_given_up on turns (organization_id, id) where outcome = 'error';
create index webhook_deliveries_failed on webhook_deliveries (organization_id, position) where state = 'failed';
create index incoming_calls_failed on incoming_calls (organization_id, id) where state = 'failed';
