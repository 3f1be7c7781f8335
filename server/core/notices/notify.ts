import type { Clock } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import { closeNotices, insertNotice } from './store.ts';

/** The part of a scope that telling people needs: also what works without one has it. */
export interface Telling {
  readonly db: Db;
  readonly organization: { readonly id: string };
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface NewNotice {
  /** Declared by a module (`notices`). */
  readonly kind: string;
  readonly subject: string;
  /** What its sentences are filled with. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Tells the people of an organization what they should look at: once for each kind and subject, however often it is said. Said
 * again it has the newer words and the first time. Returns whether it is new.
 */
export async function notify({ db, organization, clock, ids }: Telling, notice: NewNotice): Promise<boolean> {
  const id = ids.next();
  return (await insertNotice(db, { ...notice, organizationId: organization.id, id, now: clock.now() })) === id;
}

/** What it was about is mended. Closes the open notices of these kinds about a subject. */
export async function settleNotices(
  { db, clock }: Telling,
  { kinds, subject }: { kinds: readonly string[]; subject: string },
): Promise<void> {
  await closeNotices(db, { kinds, subject, now: clock.now() });
}
