-- What is kept to be answered again may hold a secret that is shown once: it is sealed like every secret. Answers that were kept
-- in the open go. For a day their keys are refused as if the first request had never answered, so that nothing is done twice.
update idempotency_keys set status = null;
alter table idempotency_keys drop column response, add column sealed_response text, add column id uuid not null default gen_random_uuid();
alter table idempotency_keys alter column id drop default;
