-- A run that cannot go on, because its state cannot be read or what it does fails each time, is given up after five tries and stands with the
-- dead letters. `failures` counts what makes it step back, also that the contact was writing; `errors` only what failed.
alter table flow_runs add column errors int not null default 0;
alter table flow_runs add column given_up_at timestamptz;
create index flow_runs_given_up on flow_runs (organization_id, id) where given_up_at is not null;
