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

const waiting = prepared<{
  turns: number;
  turns_since: Date | null;
  turns_failing: number;
  lanes: number;
  lanes_since: Date | null;
  lanes_later: number;
}>('select * from work_waiting($1)');

/** What is open in all organizations together. */
export interface WaitingWork {
  /** Contacts with something to decide that is due, and since when the oldest is. Those that somebody holds count as well. */
  readonly turns: number;
  readonly turnsSince: Date | null;
  /** Of all that is to be decided: what failed at least once. */
  readonly turnsFailing: number;
  /** Conversations with something to send that is due, and since when the oldest is. */
  readonly lanes: number;
  readonly lanesSince: Date | null;
  /** Those that wait for a time to come: their pace, a provider in trouble, a paused channel. */
  readonly lanesLater: number;
}

export async function readWaitingWork(database: Database, now: Date): Promise<WaitingWork> {
  const { found } = await database.script('waiting work', null, { found: waiting(now) });
  const row = found.rows[0];
  return {
    turns: row?.turns ?? 0,
    turnsSince: row?.turns_since ?? null,
    turnsFailing: row?.turns_failing ?? 0,
    lanes: row?.lanes ?? 0,
    lanesSince: row?.lanes_since ?? null,
    lanesLater: row?.lanes_later ?? 0,
  };
}
