import type { ContactDetail } from '#contract/conversations.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { toContact } from './list-contacts.ts';
import { countForContact, findContact, type IdentityRow, listIdentities } from './store.ts';

/** A contact with their addresses and numbers. */
export async function getContact(scope: Scope, id: string): Promise<ContactDetail> {
  requirePermission(scope, 'contacts.read');
  const row = await findContact(scope.db, id);
  if (!row) throw notFound('contact');
  const [identities, counts] = await Promise.all([
    listIdentities(scope.db, scope.organization.id, id),
    countForContact(scope.db, scope.organization.id, id),
  ]);
  return {
    ...toContact(row),
    profileName: row.profile_name,
    identities: identities.map(toIdentity),
    statistics: {
      messagesIn: counts.messagesIn,
      messagesOut: counts.messagesOut,
      conversations: counts.conversations,
      firstMessageAt: counts.firstMessageAt?.toISOString() ?? null,
      lastMessageAt: counts.lastMessageAt?.toISOString() ?? null,
    },
  };
}

/** "phone:16505551234" is stored as one text so that it can be unique; people see its two parts. */
function toIdentity({ channel_type: channelType, address }: IdentityRow): ContactDetail['identities'][number] {
  const colon = address.indexOf(':');
  return { channelType, kind: colon === -1 ? 'address' : address.slice(0, colon), address: address.slice(colon + 1) };
}
