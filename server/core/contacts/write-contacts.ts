import type { Scope } from '#platform/scope.ts';
import {
  type Address,
  type ContactWriting,
  findOwnerRows,
  insertContactRows,
  insertIdentityRows,
  type OwnerRow,
  updateContactRows,
} from './bulk-store.ts';
import { Busy } from './hold-contacts.ts';

/** For many contacts at once, inside a transaction of the caller, who has asked for the permission and for who may be seen. */

export const addressKey = ({ channel_type, address }: Address): string => `${channel_type} ${address}`;

/** Whose these addresses are, by `addressKey`; those of nobody are missing. */
export async function findOwners({ db, organization }: Scope, addresses: readonly Address[]): Promise<Map<string, string>> {
  return new Map((await findOwnerRows(db, organization.id, addresses)).map((row) => [addressKey(row), row.contact_id]));
}

export interface ContactBatch {
  readonly created: readonly ContactWriting[];
  readonly changed: readonly ContactWriting[];
  /** Addresses that are new, with whose they are to be. */
  readonly addresses: readonly OwnerRow[];
}

/** Throws `Busy` when somebody took one of the addresses meanwhile; then all of it is to be looked at again. */
export async function writeContacts({ db, organization, clock }: Scope, batch: ContactBatch): Promise<void> {
  await insertContactRows(db, organization.id, batch.created, clock.now());
  await updateContactRows(db, organization.id, batch.changed);
  const added = await insertIdentityRows(db, organization.id, batch.addresses, clock.now());
  if (added < batch.addresses.length) throw new Busy();
}
