import { findOrganization } from '#organizations/index.ts';
import type { Clock } from '#platform/clock.ts';
import { eraseContacts, findRecords, stillThere } from '#platform/erasure/erase-store.ts';
import { noteErased, readErased } from '#platform/erasure/erased-file.ts';
import { Refusal } from '#platform/errors.ts';
import type { Log } from '#platform/log.ts';
import type { App } from './app.ts';
import type { Storage } from './open-storage.ts';

/** `baraza erase`: everything of one contact, for good. */
export type Erase = (wish: EraseWish) => Promise<{ readonly records: number }>;

export interface EraseWish {
  /** The organization's. */
  readonly slug: string;
  readonly contactId: string;
}

interface Erasing {
  readonly app: App;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataFolder: string;
}

/**
 * First it is noted beside the database, then it is done: killed in between, it is done at the next start. Bytes of their files go with the next tidying; the journal must forget their words at
 * once, or a power cut would bring them back.
 */
export function createErase({ app, storage, clock, log, dataFolder }: Erasing): Erase {
  return async ({ slug, contactId }) => {
    const organizationId = await findOrganization(app.organizations, slug);
    const contactIds = organizationId === null ? [] : await findRecords(storage.database, organizationId, contactId);
    if (organizationId === null || contactIds.length === 0)
      throw new Refusal('bad_request', `The organization "${slug}" has no contact ${contactId}.`);
    const erased = { at: clock.now().toISOString(), organizationId, contactIds };
    await noteErased(dataFolder, erased);
    log.info({ part: 'erasure', organizationId, contactIds }, 'a contact is erased');
    await eraseContacts(storage.database, app.registry.tables, erased);
    await storage.sync();
    return { records: contactIds.length };
  };
}

/** At each start, before anybody is answered: who was erased and is there again, because the database is an older one, is erased again. */
export async function eraseAgain({ app, storage, log, dataFolder }: Omit<Erasing, 'clock'>): Promise<void> {
  for (const erased of await readErased(dataFolder)) {
    if (!(await stillThere(storage.database, erased))) continue;
    const { organizationId, contactIds } = erased;
    await eraseContacts(storage.database, app.registry.tables, erased);
    log.warn(
      { part: 'erasure', organizationId, contactIds },
      'a contact who had been erased was back with an older database, and was erased again',
    );
  }
}
