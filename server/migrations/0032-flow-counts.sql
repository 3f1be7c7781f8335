-- What the pages of flows count: the runs of a flow that are not over, and the latest steps of a version.

create index flow_runs_open on flow_runs (organization_id, flow_id) where state in ('waiting', 'suspended');
create index flow_run_steps_version on flow_run_steps (organization_id, version_id, id);
