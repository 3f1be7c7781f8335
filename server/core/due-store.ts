import type { Database } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** Due work of every organization, as ids: through functions that return nothing else. */

const dueTurns = prepared<{ organization_id: string; contact_id: string }>('select organization_id, contact_id from due_turns($1, $2)');
const dueLanes = prepared<{ organization_id: string; conversation_id: string }>(
  'select organization_id, conversation_id from due_lanes($1, $2)',
);
const countDue = prepared<{ turns: number; lanes: number }>(
  'select (select count(*) from due_turns($1, $2)) as turns, (select count(*) from due_lanes($1, $2)) as lanes',
);

export interface Due {
  readonly turns: readonly { readonly organization_id: string; readonly contact_id: string }[];
  readonly lanes: readonly { readonly organization_id: string; readonly conversation_id: string }[];
}

/** The oldest `most` of each kind. One round trip. */
export async function findDue(database: Database, now: Date, most: number): Promise<Due> {
  const { turns, lanes } = await database.script('sweep', null, { turns: dueTurns(now, most), lanes: dueLanes(now, most) });
  return { turns: turns.rows, lanes: lanes.rows };
}

/** How much is due now and nobody works on; counts stop at `most`. */
export async function countDueRows(database: Database, now: Date, most: number): Promise<{ turns: number; lanes: number }> {
  const { counts } = await database.script('count due work', null, { counts: countDue(now, most) });
  return counts.rows[0] ?? { turns: 0, lanes: 0 };
}
