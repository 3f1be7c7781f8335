import type { ContactChange, ContactCreation, ContactDetail } from '#contract/contacts.ts';
import { inTransaction } from '#platform/db/database.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { checkAddress } from './address.ts';
import { assignCreator } from './assign-contact.ts';
import { getContact, visibleContact } from './get-contact.ts';
import { giveIdentity } from './identities.ts';
import { insertContact, readDefaults, updateContact } from './store.ts';

/** What members know of a contact: name, language, time zone. */
export async function changeContact(scope: Scope, id: string, change: ContactChange): Promise<ContactDetail> {
  requirePermission(scope, 'contacts.change');
  const contact = await visibleContact(scope, id);
  await updateContact(scope.db, contact.id, { name: change.name, language: change.language, time_zone: change.timeZone });
  return getContact(scope, contact.id);
}

/** A contact who has not written yet. 409 when one of the addresses is another's. */
export async function createContact(scope: Scope, { identities, ...fields }: ContactCreation): Promise<ContactDetail> {
  requirePermission(scope, 'contacts.change');
  const { country } = await readDefaults(scope.db, scope.organization.id);
  const addresses = await Promise.all(identities.map((one) => checkAddress(one, country)));
  const id = scope.ids.next();
  await inTransaction(scope, 'create contact', async (inside) => {
    await insertContact(inside.db, {
      organization_id: scope.organization.id,
      id,
      name: fields.name ?? null,
      language: fields.language ?? null,
      time_zone: fields.timeZone ?? null,
      created_at: scope.clock.now(),
    });
    for (const address of addresses) await giveIdentity(inside, id, address);
    await assignCreator(inside, id);
  });
  return getContact(scope, id);
}
