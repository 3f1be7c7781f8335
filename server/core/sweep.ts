import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { type Log, places } from '#platform/log.ts';
import { countDueRows, findDue, readWaitingWork, type WaitingWork } from './due-store.ts';

export type { WaitingWork };

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

/** How much is due now and nobody works on, for /health; counts stop at 1,000. */
export function countDueWork({ database, clock }: Pick<SweepOptions, 'database' | 'clock'>): Promise<{ turns: number; lanes: number }> {
  return countDueRows(database, clock.now(), 1000);
}

/** How much is open and since when, in all organizations together; for metrics and the doctor. */
export function lookAtWaiting({ database, clock }: Pick<SweepOptions, 'database' | 'clock'>): Promise<WaitingWork> {
  return readWaitingWork(database, clock.now());
}

/** Starts sweeping; the returned function stops it. */
export function startSweep(options: SweepOptions): () => void {
  let cancel: () => void = () => undefined;
  let stopped = false;

  let failing: Date | null = null;

  async function sweep(): Promise<void> {
    try {
      await sweepOnce(options);
      if (failing) options.log.info({ seconds: secondsSince(options.clock, failing) }, 'the database answers again');
      failing = null;
    } catch (error) {
      // Once: an outage of an hour is one thing to know, not 3,600.
      if (!failing) options.log.warn({ err: places(error) }, 'the database cannot be asked for due work; this is tried every second');
      failing ??= options.clock.now();
    }
    if (!stopped) cancel = options.clock.after(everyMs, () => void sweep());
  }

  cancel = options.clock.after(everyMs, () => void sweep());
  return () => {
    stopped = true;
    cancel();
  };
}

function secondsSince(clock: Clock, moment: Date): number {
  return Math.round((clock.now().getTime() - moment.getTime()) / 1000);
}

/** One look. One round trip. */
export async function sweepOnce(options: SweepOptions): Promise<void> {
  const { turns, lanes } = await findDue(options.database, options.clock.now(), most);
  for (const row of turns) options.onTurn(row.organization_id, row.contact_id);
  for (const row of lanes) options.onLane(row.organization_id, row.conversation_id);
}
