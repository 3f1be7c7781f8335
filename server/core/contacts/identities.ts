import type { ContactDetail, IdentityGiven } from '#contract/contacts.ts';
import { seesOnly } from '#core/visibility.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type CheckedAddress, checkAddress } from './address.ts';
import { getContact, visibleContact } from './get-contact.ts';
import { claimIdentity, deleteIdentity, hasUnreachableConversation } from './identity-store.ts';
import { findContact, lockContact, readDefaults } from './store.ts';

/** One more address of a contact. 409 when it is another's. */
export async function addIdentity(scope: Scope, contactId: string, given: IdentityGiven): Promise<ContactDetail> {
  requirePermission(scope, 'contacts.change');
  const contact = await visibleContact(scope, contactId);
  const address = await checkAddress(given, (await readDefaults(scope.db, scope.organization.id)).country);
  await inTransaction(scope, 'add identity', (inside) => giveIdentity(inside, contact.id, address));
  return getContact(scope, contact.id);
}

/** Gives an address to a contact, inside a transaction. */
export async function giveIdentity(scope: Scope, contactId: string, address: CheckedAddress): Promise<void> {
  const { db, organization, clock } = scope;
  const owner = await claimIdentity(db, { ...address, organization_id: organization.id, contact_id: contactId, created_at: clock.now() });
  if (owner === contactId) return;
  const seen = await findContact(db, owner, seesOnly(scope));
  const details = { field: 'address', ...(seen ? { contactId: seen.id } : {}) };
  throw new Refusal('contacts.identity_taken', 'This address belongs to another contact. Merge the two if they are one person.', {
    status: 409,
    details,
  });
}

/** Takes an address away. The last one on a channel type where they have a conversation stays: nobody could be answered there. */
export async function removeIdentity(scope: Scope, contactId: string, given: IdentityGiven): Promise<ContactDetail> {
  requirePermission(scope, 'contacts.change');
  const contact = await visibleContact(scope, contactId);
  const organizationId = scope.organization.id;
  const asStored = { channel_type: given.channelType, address: `${given.kind}:${given.address}` };
  await inTransaction(scope, 'remove identity', async ({ db }) => {
    await lockContact(db, contact.id);
    const { country } = await readDefaults(db, organizationId);
    const found =
      (await deleteIdentity(db, organizationId, contact.id, asStored)) ||
      (await deleteIdentity(db, organizationId, contact.id, await checkAddress(given, country).catch(() => asStored)));
    if (!found) throw notFound('address of this contact');
    if (!(await hasUnreachableConversation(db, organizationId, contact.id, given.channelType))) return;
    const message = 'They have a conversation there and could not be answered any more. Add their other address first.';
    throw new Refusal('contacts.identity_needed', message, { status: 409 });
  });
  return getContact(scope, contact.id);
}
