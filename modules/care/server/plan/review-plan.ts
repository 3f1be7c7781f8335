import { later } from '#platform/clock.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { PlanReview, PlanState } from '../../contract.ts';
import type { CareTools } from '../tools.ts';
import { getPlan } from './get-plan.ts';
import { patchPlan } from './plan-store.ts';
import { sharedPlan } from './shared-plan.ts';

/** It was looked at together with the person, and still holds. */
export async function reviewPlan(scope: Scope, tools: CareTools, id: string, { days }: PlanReview): Promise<PlanState> {
  requirePermission(scope, 'care.write');
  const { row, contactId } = await sharedPlan(scope, id);
  const now = scope.clock.now();
  await patchPlan(scope.db, scope.organization.id, row.id, { reviewed_at: now, review_at: later(now, days * 86_400) });
  return getPlan(scope, tools, contactId);
}
