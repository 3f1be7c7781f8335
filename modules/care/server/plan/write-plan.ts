import { recordIdsOf, visibleContact } from '#core/contacts/get-contact.ts';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type PlanItem, type PlanState, type PlanStep, type PlanWriting, planSteps } from '../../contract.ts';
import type { CareTools } from '../tools.ts';
import { getPlan, maySee } from './get-plan.ts';
import { openItems, type PlanItems, sealItems } from './items.ts';
import { findPlan, insertPlan, insertSteps, listCurrentSteps, type PlanRow, patchPlan } from './plan-store.ts';
import { insertShare, listShares } from './share-store.ts';

/** So long after it was written a plan is looked at again. */
export const firstReviewDays = 30;

/**
 * Writes the plan down together with the person, whose it stays: what is not named stays as it is. The first is shared with whoever wrote it with
 * them; one there is already must be shared with the asker.
 */
export async function writePlan(scope: Scope, tools: CareTools, id: string, writing: PlanWriting): Promise<PlanState> {
  requirePermission(scope, 'care.write');
  const { id: contactId } = await visibleContact(scope, id, 'person');
  const records = await recordIdsOf(scope, contactId);
  await inTransaction(scope, 'write plan', async (inside) => {
    const { db, organization } = inside;
    const row = await findPlan(db, organization.id, records, true);
    if (row) await requireShared(inside, row, contactId);
    if ((row?.version ?? 0) !== writing.seenVersion)
      throw new Refusal('care.plan_changed', 'Somebody has changed the plan since. Look at it as it is now, and change that.', {
        status: 409,
        details: { version: row?.version ?? 0 },
      });
    await write(inside, { contactId, row, steps: writing.steps });
  });
  return getPlan(scope, tools, contactId);
}

export async function requireShared(scope: Scope, { id }: PlanRow, contactId: string): Promise<void> {
  const shares = await listShares(scope.db, scope.organization.id, id);
  if (await maySee(scope, shares, contactId)) return;
  throw new Refusal('care.plan_not_shared', 'The person has not shared their plan with you. Ask them; they can do so in the chat.', {
    status: 409,
  });
}

interface Writing {
  readonly contactId: string;
  readonly row: PlanRow | undefined;
  readonly steps: PlanWriting['steps'];
}

async function write(scope: Scope, { contactId, row, steps }: Writing): Promise<void> {
  const { db, organization, ids, clock, key, actor } = scope;
  const now = clock.now();
  const before = row ? openItems(key, await listCurrentSteps(db, organization.id, row.id)) : null;
  const changed = planSteps.filter((step) => steps[step] !== undefined && !isSame(before, step, steps[step]));
  if (changed.length === 0) return;
  const dates = { version: (row?.version ?? 0) + 1, reviewed_at: now, review_at: later(now, firstReviewDays * 86_400), changed_at: now };
  const planId = row?.id ?? ids.next();
  if (row) await patchPlan(db, organization.id, planId, dates);
  else await insertPlan(db, { organization_id: organization.id, id: planId, contact_id: contactId, ...dates, created_at: now });
  await insertSteps(
    db,
    changed.map((step) => {
      const id = ids.next();
      return {
        organization_id: organization.id,
        id,
        plan_id: planId,
        version: dates.version,
        step,
        sealed_items: sealItems(key, id, steps[step] ?? []),
        author: 'member',
        author_id: actor.id,
        created_at: now,
      };
    }),
  );
  if (!row) await insertShare(db, ownShare(scope, planId));
}

/** Who wrote it with the person has seen it. */
function ownShare({ organization, ids, actor, clock }: Scope, planId: string) {
  return {
    organization_id: organization.id,
    id: ids.next(),
    plan_id: planId,
    member_id: actor.id,
    given_by: 'member' as const,
    given_id: actor.id,
    sealed_how: null,
    created_at: clock.now(),
  };
}

function isSame(before: PlanItems | null, step: PlanStep, items: readonly PlanItem[] | undefined): boolean {
  return JSON.stringify(before?.[step] ?? []) === JSON.stringify(items);
}
