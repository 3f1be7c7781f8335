-- When somebody's next look back is due; null: to be worked out.
alter table companion_people add column summary_due_at timestamptz;
create index companion_people_due on companion_people (organization_id, summary_due_at) where state = 'ready';
