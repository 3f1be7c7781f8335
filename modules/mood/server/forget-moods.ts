import { recordIdsOf } from '#core/contacts/get-contact.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { Scope } from '#platform/scope.ts';
import { deleteEntries, lockContact, markForgotten } from './store.ts';

/** Everything written down of how a contact feels is gone, and what is being read at this moment is not written down after it. */
export async function forgetAll(scope: Scope, contactId: string): Promise<void> {
  await inTransaction(scope, 'forget moods', (inside) => forgetAllInside(inside, contactId));
}

/** The same inside of a transaction that somebody has open, as who takes a consent back has. */
export async function forgetAllInside(scope: Scope, contactId: string): Promise<void> {
  const { db, organization, clock } = scope;
  if (!(await lockContact(db, organization.id, contactId))) return;
  await deleteEntries(db, organization.id, await recordIdsOf(scope, contactId));
  await markForgotten(db, organization.id, contactId, clock.now());
}
