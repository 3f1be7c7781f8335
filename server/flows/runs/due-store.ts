import type { Database } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** Runs that are to go on by themselves. */

const dueRuns = prepared<{ organization_id: string; run_id: string; conversation_id: string }>(
  'select organization_id, run_id, conversation_id from due_flow_runs($1, $2)',
);

/** Of every organization, as ids. */
export async function findDueRuns(database: Database, now: Date, most: number) {
  const { due } = await database.script('find due flow runs', null, { due: dueRuns(now, most) });
  return due.rows;
}

// After 5, 10, 20 … seconds, at most five minutes.
const postpone = prepared(`
  update flow_runs set failures = failures + 1, due_at = $3::timestamptz + make_interval(secs => least(5 * 2 ^ least(failures, 10), 300))
  where organization_id = $1 and id = $2 and state = 'waiting' and due_at <= $3`);

/** A run could not go on: others come first. */
export async function postponeRun(
  database: Database,
  { organizationId, runId }: { organizationId: string; runId: string },
  now: Date,
): Promise<void> {
  await database.script('postpone flow run', organizationId, { postponed: postpone(organizationId, runId, now) });
}
