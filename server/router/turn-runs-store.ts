import { prepared } from '#platform/db/sql.ts';
import { decided, finished } from './decided-store.ts';

/** What a commit writes where a flow runs: the run, the way it went, the stage. Left out of the script where none does. */

export const keepRuns = prepared(`
  insert into flow_runs (organization_id, id, conversation_id, flow_id, version_id, state, waits_for, node, outcome, started_by, sealed_state,
    written_by, due_at, created_at, changed_at, ended_at)
  select $1, r.id, d.conversation_id, r.flow_id, r.version_id, r.state, r.waits_for, r.node, r.outcome, r.started_by, r.sealed_state,
    d.turn_id, r.due_at, $3, $3, case when r.state in ('ended', 'cancelled') then $3::timestamptz end
  from ${decided(', turn_id uuid, runs jsonb')} ${finished}
  cross join lateral jsonb_to_recordset(d.runs) as r(id uuid, flow_id uuid, version_id uuid, state text, waits_for text, node text,
    outcome text, started_by text, sealed_state text, due_at timestamptz)
  on conflict (organization_id, id) do update set state = excluded.state, waits_for = excluded.waits_for, node = excluded.node,
    outcome = excluded.outcome, sealed_state = excluded.sealed_state, written_by = excluded.written_by, due_at = excluded.due_at,
    failures = 0, changed_at = excluded.changed_at, ended_at = excluded.ended_at`);

/** Who asked for silence is out of every flow, whatever it waits for. Before what the turn itself keeps: a START may have begun another. */
export const endRuns = prepared(`
  update flow_runs r set state = 'cancelled', waits_for = null, outcome = 'opted_out', written_by = d.turn_id, due_at = null, changed_at = $3,
    ended_at = $3
  from ${decided(', turn_id uuid, silenced boolean')} ${finished}
  where r.organization_id = $1 and r.conversation_id = d.conversation_id and d.silenced and r.state in ('waiting', 'suspended')`);

export const addSteps = prepared(`
  insert into flow_run_steps (organization_id, id, run_id, turn_id, version_id, flow, node, kind, exit, created_at)
  select $1, s.id, s.run_id, d.turn_id, s.version_id, s.flow, s.node, s.kind, s.exit, $3
  from ${decided(', turn_id uuid, steps jsonb')} ${finished}
  cross join lateral jsonb_to_recordset(d.steps) as s(id uuid, run_id uuid, version_id uuid, flow text, node text, kind text, exit text)`);

export const moveStages = prepared(`
  update conversations v set stage = d.stage from ${decided(', stage text')} ${finished}
  where v.organization_id = $1 and v.id = d.conversation_id`);

/** A turn of the program's own: nobody wrote, and what was written before has been answered. */
export interface IdleClaim {
  readonly contact_id: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly done: number;
  readonly channel_id: string;
  readonly handler: string;
  readonly opted_out: boolean;
  readonly routing: unknown;
}

/** Takes the lease of a conversation's contact when nobody has it and no message waits; else nothing. */
export const claimIdle = prepared<IdleClaim>(`
  update contacts c set turn_lease = $3, turn_until = $4
  from conversations v
  where v.organization_id = $1 and v.id = $2 and c.organization_id = $1 and c.id = v.contact_id
    and c.work = c.done and (c.turn_until is null or c.turn_until <= $5)
  returning c.id as contact_id, coalesce(c.name, c.profile_name) as name, c.language, c.done, v.channel_id, v.handler,
    v.opted_out_at is not null as opted_out, v.routing`);
