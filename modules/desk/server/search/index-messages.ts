import type { TaskHost } from '#core/feature.ts';
import { later } from '#platform/clock.ts';
import { places } from '#platform/log.ts';
import { indexLate, indexNext, organizationsIndexed, organizationsToIndex } from './search-store.ts';

/**
 * Ids are made before their message is stored: by now every message with an older one should be. What is younger is found without the
 * index (newest_texts in the migration).
 */
const settledSeconds = 30;
/** A database that is held up stores some of them later still. */
const lateSeconds = 600;
/** At once. The embedded database has one session, which must not be held for long. */
const batch = { embedded: 20, postgresql: 200 } as const;
const organizationsAtOnce = 20;

/** Writes messages down for search until none is left: a batch of each organization in turn. One that fails waits for the next look. */
export async function indexMessages(host: TaskHost): Promise<void> {
  const failed = new Set<string>();
  for (;;) {
    const now = host.clock.now();
    const before = later(now, -settledSeconds);
    const found = await organizationsToIndex(host.database, before, organizationsAtOnce + failed.size);
    const organizations = found.filter((id) => !failed.has(id));
    if (organizations.length === 0) return;
    for (const organizationId of organizations) {
      if (host.signal.aborted) return;
      const most = batch[host.database.engine.kind];
      const work = () => indexNext(host.database, organizationId, { before, now, most });
      if (!(await triedFor(host, organizationId, work))) failed.add(organizationId);
    }
  }
}

/** Writes down what was stored after the index had gone on past its id: it would not be found any more. */
export async function indexLateMessages(host: TaskHost): Promise<void> {
  const since = later(host.clock.now(), -lateSeconds);
  for (const organizationId of await organizationsIndexed(host.database, since)) {
    if (host.signal.aborted) return;
    const most = batch[host.database.engine.kind];
    await triedFor(host, organizationId, () => indexLate(host.database, organizationId, { since, most }));
  }
}

/** Whether it went well; one organization does not hold up the others. */
async function triedFor({ log }: TaskHost, organization: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    log.warn({ organization, err: places(error) }, 'messages could not be written down for search; it is tried again');
    return false;
  }
}
