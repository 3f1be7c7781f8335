import { recordIdsOf, visibleContact } from '#core/contacts/get-contact.ts';
import { notFound } from '#platform/errors.ts';
import type { Scope } from '#platform/scope.ts';
import { findPlan, type PlanRow } from './plan-store.ts';
import { requireShared } from './write-plan.ts';

/** The plan of somebody whom the asker sees, and who shares it with them. */
export async function sharedPlan(scope: Scope, id: string): Promise<{ row: PlanRow; contactId: string }> {
  const { id: contactId } = await visibleContact(scope, id, 'person');
  const row = await findPlan(scope.db, scope.organization.id, await recordIdsOf(scope, contactId));
  if (!row) throw notFound('plan');
  await requireShared(scope, row, contactId);
  return { row, contactId };
}
