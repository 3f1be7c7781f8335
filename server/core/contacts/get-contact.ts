import type { ContactDetail } from '#contract/contacts.ts';
import { seesOnly } from '#core/visibility.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { toIdentity } from './address.ts';
import { listAssigned } from './assignment-store.ts';
import { listIdentities } from './identity-store.ts';
import { toContact } from './list-contacts.ts';
import { type ContactRow, countForContact, findContact, findContacts, listMergedIds, listOptOuts, readDefaults } from './store.ts';
import { timeZoneOf } from './time-zone.ts';

/** A contact with their addresses and numbers. The id of a record that was joined with another leads to that one. */
export async function getContact(scope: Scope, id: string): Promise<ContactDetail> {
  requirePermission(scope, 'contacts.read');
  const row = await visibleContact(scope, id);
  const { db, organization } = scope;
  const [identities, mergedFrom, assigned, defaults] = await Promise.all([
    listIdentities(db, organization.id, row.id),
    listMergedIds(db, organization.id, row.id),
    listAssigned(db, organization.id, row.id),
    readDefaults(db, organization.id),
  ]);
  const records = [row.id, ...mergedFrom];
  const [counts, optOuts, timeZone] = await Promise.all([
    countForContact(db, organization.id, records),
    listOptOuts(db, organization.id, records),
    timeZoneOf(
      row.time_zone,
      identities.map((one) => one.address),
      defaults.time_zone,
    ),
  ]);
  return {
    ...toContact(row),
    profileName: row.profile_name,
    timeZone,
    identities: identities.map(toIdentity),
    assignedTo: assigned.map((one) => ({ memberId: one.member_id, since: one.created_at.toISOString() })),
    optedOut: optOuts.map((one) => ({
      conversationId: one.id,
      channelId: one.channel_id,
      since: (one.opted_out_at as Date).toISOString(),
    })),
    mergedFrom,
    statistics: {
      messagesIn: counts.messagesIn,
      messagesOut: counts.messagesOut,
      conversations: counts.conversations,
      firstMessageAt: counts.firstMessageAt?.toISOString() ?? null,
      lastMessageAt: counts.lastMessageAt?.toISOString() ?? null,
    },
  };
}

/** The contact, if it is the asker's to see; 404 otherwise. Everything that belongs to a contact asks through this first; `what` is how that is called in the 404. */
export async function visibleContact(scope: Scope, id: string, what = 'contact'): Promise<ContactRow> {
  const row = await findContact(scope.db, id, seesOnly(scope));
  if (!row) throw notFound(what);
  return row;
}

/** Those of the contacts that the asker may see, in the order of the ids; ids of joined records are not followed. */
export async function findVisibleContacts(scope: Scope, ids: readonly string[]): Promise<ContactRow[]> {
  return findContacts(scope.db, scope.organization.id, ids, seesOnly(scope));
}

/** The contact's own id and those of the records that were joined with it. */
export async function recordIdsOf({ db, organization }: Scope, contactId: string): Promise<string[]> {
  return [contactId, ...(await listMergedIds(db, organization.id, contactId))];
}
