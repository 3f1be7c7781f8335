import type { TaskHost } from '#core/feature.ts';
import { later } from '#platform/clock.ts';
import { indexNext, organizationsToIndex } from './search-store.ts';

/**
 * Ids are made before their message is stored: by now every message with an older one is. What is younger is found without the
 * index (newest_texts in the migration).
 */
const settledSeconds = 30;
/** At once. The embedded database has one session, which must not be held for long. */
const batch = { embedded: 20, postgresql: 200 } as const;

/** Writes messages down for search until none is left: a batch of each organization in turn. */
export async function indexMessages(host: TaskHost): Promise<void> {
  for (;;) {
    const now = host.clock.now();
    const before = later(now, -settledSeconds);
    const organizations = await organizationsToIndex(host.database, before, 20);
    if (organizations.length === 0) return;
    for (const organizationId of organizations) {
      if (host.signal.aborted) return;
      await indexNext(host.database, organizationId, { before, now, most: batch[host.database.engine.kind] });
    }
  }
}
