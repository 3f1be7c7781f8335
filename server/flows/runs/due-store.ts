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

/** As turns: after so many failures in a row it is given up. */
const triesMax = 5;

// After 5, 10, 20 … seconds, at most five minutes; what is given up is not due any more.
const postpone = prepared<{ given_up: boolean; flow_id: string; flow: string }>(`
  update flow_runs r set failures = failures + 1, errors = errors + $4::int,
    given_up_at = case when errors + $4::int >= ${triesMax} then $3::timestamptz end,
    due_at = case when errors + $4::int < ${triesMax}
      then $3::timestamptz + make_interval(secs => least(5 * 2 ^ least(failures, 10), 300)) end
  where organization_id = $1 and id = $2 and state = 'waiting' and due_at <= $3
  returning given_up_at is not null as given_up, flow_id,
    (select f.title from flows f where f.organization_id = $1 and f.id = r.flow_id) as flow`);

/** A run could not go on: others come first. Returns its flow if it was given up, because it failed too often. */
export async function postponeRun(
  database: Database,
  { organizationId, runId, failed }: { organizationId: string; runId: string; failed: boolean },
  now: Date,
): Promise<{ id: string; title: string } | null> {
  const { postponed } = await database.script('postpone flow run', organizationId, {
    postponed: postpone(organizationId, runId, now, failed ? 1 : 0),
  });
  const [row] = postponed.rows;
  return row?.given_up ? { id: row.flow_id, title: row.flow } : null;
}
