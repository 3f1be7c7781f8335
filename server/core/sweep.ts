import type { Clock } from '#platform/clock.ts';
import { type Database, prepared } from '#platform/db/database.ts';
import { type Log, places } from '#platform/log.ts';

/**
 * Wake-ups are only hints; the database is the truth. Once a second this finds work whose wake-up was lost, whose time has
 * come, or whose holder died, in every organization: ids only.
 */
export interface SweepOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  onTurn(organizationId: string, contactId: string): void;
  onLane(organizationId: string, conversationId: string): void;
}

const everyMs = 1000;
/** Items of each kind a sweep takes; the next one goes on. */
const most = 500;

const dueTurns = prepared('select organization_id, contact_id from due_turns($1, $2)');
const dueLanes = prepared('select organization_id, conversation_id from due_lanes($1, $2)');

const countDue = prepared('select (select count(*) from due_turns($1, $2)) as turns, (select count(*) from due_lanes($1, $2)) as lanes');

/** How much is due now and nobody works on, for /health; counts stop at 1,000. */
export async function countDueWork({
  database,
  clock,
}: Pick<SweepOptions, 'database' | 'clock'>): Promise<{ turns: number; lanes: number }> {
  const [result] = await database.script('count due work', null, [countDue(clock.now(), 1000)]);
  return { turns: (result?.rows[0]?.turns as number) ?? 0, lanes: (result?.rows[0]?.lanes as number) ?? 0 };
}

/** Starts sweeping; the returned function stops it. */
export function startSweep(options: SweepOptions): () => void {
  let cancel: () => void = () => undefined;
  let stopped = false;

  async function sweep(): Promise<void> {
    try {
      await sweepOnce(options);
    } catch (error) {
      options.log.warn({ err: places(error) }, 'the sweep could not look for due work; it tries again');
    }
    if (!stopped) cancel = options.clock.after(everyMs, () => void sweep());
  }

  cancel = options.clock.after(everyMs, () => void sweep());
  return () => {
    stopped = true;
    cancel();
  };
}

/** One look. One round trip. */
export async function sweepOnce(options: SweepOptions): Promise<void> {
  const now = options.clock.now();
  const [turns, lanes] = await options.database.script('sweep', null, [dueTurns(now, most), dueLanes(now, most)]);
  for (const row of turns?.rows ?? []) options.onTurn(row.organization_id as string, row.contact_id as string);
  for (const row of lanes?.rows ?? []) options.onLane(row.organization_id as string, row.conversation_id as string);
}
