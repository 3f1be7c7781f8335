import { assignContact, unassignContact } from '#core/contacts/assign-contact.ts';
import { findMembers } from '#core/members/members.ts';
import { badField } from '#platform/fields.ts';
import type { RoleName } from '#platform/module.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { CarePersonDetail } from '../../contract.ts';
import type { CareTools } from '../tools.ts';
import { getPerson } from './get-person.ts';

/** Gives a person into somebody's hands: they see everything of theirs that is not kept for others, from the next request on. */
export async function assignPerson(scope: Scope, tools: CareTools, id: string, memberId: string): Promise<CarePersonDetail> {
  requirePermission(scope, 'care.assign');
  const [member] = await findMembers(scope.db, scope.organization.id, [memberId]);
  const may = member && member.disabled_at === null && tools.permissionsOfRole(member.role as RoleName).has('care.read');
  // Whether the person is there is told first: a foreign id is a 404, whoever is named.
  await getPerson(scope, tools, id);
  if (!may) throw badField('memberId', 'is no active member who may look after people');
  const { id: contactId } = await assignContact(scope, id, memberId);
  return getPerson(scope, tools, contactId);
}

/** Ends it at once: lists, pages, search, incidents, messages and live changes. */
export async function unassignPerson(scope: Scope, tools: CareTools, id: string, memberId: string): Promise<CarePersonDetail> {
  requirePermission(scope, 'care.assign');
  const { id: contactId } = await unassignContact(scope, id, memberId);
  return getPerson(scope, tools, contactId);
}
