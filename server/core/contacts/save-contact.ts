import type { ContactChange, IdentityGiven } from '#contract/contacts.ts';
import { seesOnly } from '#core/visibility.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { checkAddress } from './address.ts';
import { changeContact, createContact } from './change-contact.ts';
import { ownerOf } from './identity-store.ts';
import { findContact, readDefaults } from './store.ts';

/** For other systems, which know people by an address and not by our ids. */

/** The contact who has this address; null: nobody whom the asker may see. */
export async function findContactAt(scope: Scope, given: IdentityGiven): Promise<string | null> {
  requirePermission(scope, 'contacts.read');
  const { db, organization } = scope;
  const stored = { channel_type: given.channelType, address: `${given.kind}:${given.address}` };
  const owner = (await ownerOf(db, organization.id, stored)) ?? (await ownerOfChecked(scope, given));
  return owner === undefined ? null : ((await findContact(db, owner, seesOnly(scope)))?.id ?? null);
}

async function ownerOfChecked({ db, organization }: Scope, given: IdentityGiven): Promise<string | undefined> {
  const { country } = await readDefaults(db, organization.id);
  // What is no address is nobody's.
  const address = await checkAddress(asProvidersWrite(given), country).catch(() => null);
  return address === null ? undefined : ownerOf(db, organization.id, address);
}

/** Changes the contact who has this address, or makes one. Returns their id. */
export async function saveContact(scope: Scope, given: IdentityGiven, change: ContactChange): Promise<string> {
  requirePermission(scope, 'contacts.change');
  const known = await findContactAt(scope, given);
  if (known === null) {
    const made = await makeContact(scope, given, change);
    if (made !== null) return made;
  }
  // Somebody took the address between our look and our hand.
  const contactId = known ?? (await findContactAt(scope, given));
  if (contactId === null)
    throw new Refusal('contacts.busy', 'The address is being taken right now. Ask again in a moment.', { status: 409 });
  if (Object.values(change).some((value) => value !== undefined)) await changeContact(scope, contactId, change);
  return contactId;
}

async function makeContact(scope: Scope, given: IdentityGiven, change: ContactChange): Promise<string | null> {
  try {
    return (await createContact(scope, { ...change, identities: [asProvidersWrite(given)] })).id;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'contacts.identity_taken') return null;
    throw error;
  }
}

/** Providers write a number as its digits with country code: "447700900123". One that begins with 0 is a person's way to write it. */
function asProvidersWrite(given: IdentityGiven): IdentityGiven {
  return given.kind === 'phone' && /^[1-9]\d*$/.test(given.address) ? { ...given, address: `+${given.address}` } : given;
}
