import { findMembers } from '#core/members/members.ts';
import { badField } from '#platform/fields.ts';
import type { RoleName } from '#platform/module.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { PlanSharing, PlanState } from '../../contract.ts';
import type { CareTools } from '../tools.ts';
import { getPlan } from './get-plan.ts';
import { endShare, insertShare } from './share-store.ts';
import { sharedPlan } from './shared-plan.ts';

/**
 * Writes down that the person lets another member see their plan, and how they said so. Only whoever sees it already can: nobody lets themselves
 * in. In the chat the person says it themselves.
 */
export async function sharePlan(scope: Scope, tools: CareTools, id: string, { memberId, how }: PlanSharing): Promise<PlanState> {
  requirePermission(scope, 'care.write');
  const { contactId, row } = await sharedPlan(scope, id);
  const [member] = await findMembers(scope.db, scope.organization.id, [memberId]);
  const may = member && member.disabled_at === null && tools.permissionsOfRole(member.role as RoleName).has('care.read');
  if (!may) throw badField('memberId', 'is no active member who may look after people');
  const { organization, ids, actor, clock, key } = scope;
  const shareId = ids.next();
  await insertShare(scope.db, {
    organization_id: organization.id,
    id: shareId,
    plan_id: row.id,
    member_id: memberId,
    given_by: 'member',
    given_id: actor.id,
    sealed_how: key.seal({ table: 'safety_plan_shares', column: 'sealed_how', row: shareId }, how),
    created_at: clock.now(),
  });
  return getPlan(scope, tools, contactId);
}

/** The person does not want it any more: the member does not see the plan from the next request on. */
export async function unsharePlan(scope: Scope, tools: CareTools, id: string, memberId: string): Promise<PlanState> {
  requirePermission(scope, 'care.write');
  const { contactId, row } = await sharedPlan(scope, id);
  await endShare(scope.db, scope.organization.id, { planId: row.id, memberId }, scope.clock.now());
  return getPlan(scope, tools, contactId);
}
