import { type Clock, later } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { type Log, places } from '#platform/log.ts';
import { authDb } from './account-tools.ts';
import { deleteOldLinks } from './link-store.ts';
import type { SessionTimes } from './session.ts';
import { deleteOldSessions } from './session-store.ts';

export interface TidyOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly sessionTimes: SessionTimes;
}

const everyMs = 60 * 60 * 1000;

/** Removes sessions that ended and links that are too old, once an hour; the returned function ends it. */
export function startTidying(options: TidyOptions): () => void {
  let stopped = false;
  let cancel: () => void = () => undefined;
  const wait = () => {
    cancel = options.clock.after(everyMs, () => void look());
  };
  async function look(): Promise<void> {
    await tidy(options).catch((error: unknown) => options.log.warn({ err: places(error) }, 'old sessions could not be removed'));
    if (!stopped) wait();
  }
  wait();
  return () => {
    stopped = true;
    cancel();
  };
}

export async function tidy({ database, clock, sessionTimes }: TidyOptions): Promise<void> {
  const db = authDb({ database });
  const now = clock.now();
  await deleteOldLinks(db, now);
  await deleteOldSessions(db, { idleSince: later(now, -sessionTimes.idleSeconds), begunBefore: later(now, -sessionTimes.wholeSeconds) });
}
