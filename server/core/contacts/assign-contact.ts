import type { ContactDetail } from '#contract/contacts.ts';
import { seesOnly } from '#core/visibility.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { endAssignment, insertAssignment, isMember } from './assignment-store.ts';
import { getContact, visibleContact } from './get-contact.ts';

/** Gives a contact to a member: one who sees only their own sees this one from now on. */
export async function assignContact(scope: Scope, contactId: string, memberId: string): Promise<ContactDetail> {
  requirePermission(scope, 'contacts.assign');
  const contact = await visibleContact(scope, contactId);
  if (!(await isMember(scope.db, memberId))) throw badField('memberId', 'is no member of this organization');
  await assign(scope, contact.id, memberId);
  return getContact(scope, contact.id);
}

/** Ends it: what depended on it is out of reach from the next request on. */
export async function unassignContact(scope: Scope, contactId: string, memberId: string): Promise<ContactDetail> {
  requirePermission(scope, 'contacts.assign');
  const contact = await visibleContact(scope, contactId);
  await endAssignment(scope.db, { organizationId: scope.organization.id, contactId: contact.id, memberId }, scope.clock.now());
  return getContact(scope, contact.id);
}

/** Who sees only their own would not find again the contact they made. */
export async function assignCreator(scope: Scope, contactId: string): Promise<void> {
  if (seesOnly(scope) !== null && scope.actor.kind === 'member') await assign(scope, contactId, scope.actor.id);
}

async function assign({ db, organization, ids, actor, clock }: Scope, contactId: string, memberId: string): Promise<void> {
  await insertAssignment(db, {
    organization_id: organization.id,
    id: ids.next(),
    contact_id: contactId,
    member_id: memberId,
    assigned_by: `${actor.kind}:${actor.id}`,
    created_at: clock.now(),
  });
}
