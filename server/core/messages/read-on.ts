import type { TaskHost } from '#core/feature.ts';
import { later } from '#platform/clock.ts';
import { places } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import { findDueMarks, findUnread, moveMark, type UnreadRow } from './mark-store.ts';

export type { UnreadRow } from './mark-store.ts';

/**
 * Ids are made before their message is stored, and a voice note is made words while its turn is decided: a message is read when it is so old.
 * One that is stored still later is not.
 */
const settledSeconds = 60;
/** Of an organization that is read for the first time. */
const firstSeconds = 3600;
/** At once. The embedded database has one session, which must not be held for long. */
const batch = { embedded: 50, postgresql: 500 } as const;
const organizationsAtOnce = 20;

export interface Reading {
  /** Whose mark it is: "mood". */
  readonly reader: string;
  /** Only messages to channels with this assistant. */
  readonly assistant: string;
  /** Must come to the same when messages are read twice: the mark is moved after it. */
  read(scope: Scope, messages: readonly UnreadRow[]): Promise<void>;
}

/** Reads on in what contacts wrote, each message once, in every organization until nothing is left. One that fails waits for the next look. */
export async function readOn(host: TaskHost, reading: Reading): Promise<void> {
  const failed = new Set<string>();
  for (;;) {
    const before = later(host.clock.now(), -settledSeconds);
    const { reader, assistant } = reading;
    const found = await findDueMarks(host.database, { reader, assistant, before, most: organizationsAtOnce + failed.size });
    const organizations = found.filter((id) => !failed.has(id));
    if (organizations.length === 0) return;
    for (const organization of organizations) {
      if (host.signal.aborted) return;
      try {
        if (!(await readNext(host, reading, organization, before))) failed.add(organization);
      } catch (error) {
        host.log.warn({ organization, reader, err: places(error) }, 'messages could not be read on; it is tried again');
        failed.add(organization);
      }
    }
  }
}

/** Whether it came any further. */
async function readNext(host: TaskHost, { reader, assistant, read }: Reading, organizationId: string, before: Date): Promise<boolean> {
  const now = host.clock.now();
  const since = later(now, -firstSeconds);
  const most = batch[host.database.engine.kind];
  const { from, to, rows } = await findUnread(host.database, organizationId, { reader, assistant, since, before, now, most });
  if (to === null) return false;
  const scope = await host.scopeOf(organizationId, reader);
  if (rows.length > 0) await read(scope, rows);
  await moveMark(scope.db, organizationId, { reader, from, to });
  return true;
}
