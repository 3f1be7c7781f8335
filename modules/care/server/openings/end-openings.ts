import type { TaskHost } from '#core/feature.ts';
import type { CareTools } from '../tools.ts';
import { endOpening, findDueOpenings } from './opening-store.ts';

/** More are due at once only after a long stop; the others come with the next look. */
const most = 100;

/** What was opened for an hour is closed when it is over, and pages that show it look again. */
export async function endOpenings({ database, clock, signal }: TaskHost, { live }: Pick<CareTools, 'live'>): Promise<void> {
  const now = clock.now();
  for (const { organization_id, opening_id } of await findDueOpenings(database, now, most)) {
    if (signal.aborted) return;
    const ended = await endOpening(database.of(organization_id), organization_id, opening_id, now);
    if (ended) live.tell(organization_id, () => [{ kind: 'contact.changed', contactId: ended.contact_id }]);
  }
}
