import type { KeptRun, KeptStep } from '#core/turn.ts';
import { prepared } from '#platform/db/sql.ts';
import { decided, finished } from './decided-store.ts';
import { defineEffect, recordsWith } from './effect.ts';

const keepRuns = prepared(`
  insert into flow_runs (organization_id, id, conversation_id, flow_id, version_id, state, waits_for, waits_event, start_id, node, outcome, started_by,
    sealed_state, written_by, due_at, created_at, changed_at, ended_at)
  select $1, r.id, d.conversation_id, r.flow_id, r.version_id, r.state, r.waits_for, r.waits_event, r.start_id, r.node, r.outcome, r.started_by,
    r.sealed_state, d.turn_id, r.due_at, $3, $3, case when r.state in ('ended', 'cancelled') then $3::timestamptz end
  from ${decided(', turn_id uuid, runs jsonb')} ${finished}
  cross join lateral jsonb_to_recordset(d.runs) as r(id uuid, flow_id uuid, version_id uuid, state text, waits_for text,
    waits_event text, start_id uuid, node text, outcome text, started_by text, sealed_state text, due_at timestamptz)
  on conflict (organization_id, id) do update set state = excluded.state, waits_for = excluded.waits_for,
    waits_event = excluded.waits_event, node = excluded.node,
    outcome = excluded.outcome, sealed_state = excluded.sealed_state, written_by = excluded.written_by, due_at = excluded.due_at,
    failures = 0, errors = 0, given_up_at = null, changed_at = excluded.changed_at, ended_at = excluded.ended_at`);

const addSteps = prepared(`
  insert into flow_run_steps (organization_id, id, run_id, turn_id, version_id, flow, node, kind, exit, created_at)
  select $1, s.id, s.run_id, d.turn_id, s.version_id, s.flow, s.node, s.kind, s.exit, $3
  from ${decided(', turn_id uuid, steps jsonb')} ${finished}
  cross join lateral jsonb_to_recordset(d.steps) as s(id uuid, run_id uuid, version_id uuid, flow text, node text, kind text, exit text)`);

interface RunRow {
  readonly run: KeptRun;
  readonly steps: readonly (KeptStep & { readonly run_id: string })[];
}

/** Each run of a flow as it was left, and the way it went. */
export const runs = defineEffect({
  rowsOf(effects) {
    const rows = new Map<string, RunRow>();
    for (const effect of effects) {
      if (effect.kind !== 'keep_run') continue;
      const { run, steps } = effect;
      rows.set(run.id, { run, steps: [...(rows.get(run.id)?.steps ?? []), ...steps.map((step) => ({ ...step, run_id: run.id }))] });
    }
    return [...rows.values()];
  },
  write: (organizationId, turns, now) => ({
    runs: keepRuns(
      organizationId,
      recordsWith(turns, (rows) => ({ runs: rows.map(({ run }) => run) })),
      now,
    ),
    steps: addSteps(
      organizationId,
      recordsWith(turns, (rows) => ({ steps: rows.flatMap(({ steps }) => steps) })),
      now,
    ),
  }),
});
