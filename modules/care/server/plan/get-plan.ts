import { recordIdsOf, visibleContact } from '#core/contacts/get-contact.ts';
import { namesOf } from '#core/members/members.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { readCare } from '#safety/index.ts';
import type { PlanState, PlanStep, SafetyPlan } from '../../contract.ts';
import { findOpenOpening } from '../openings/opening-store.ts';
import type { CareTools } from '../tools.ts';
import { openItems } from './items.ts';
import { findPlan, listSteps, type PlanRow, type StepRow } from './plan-store.ts';
import { listShares, type ShareRow } from './share-store.ts';

/** The person's safety plan, where they share it with the asker, or the asker opened their record in an emergency. */
export async function getPlan(scope: Scope, tools: CareTools, id: string): Promise<PlanState> {
  requirePermission(scope, 'care.read');
  const { id: contactId } = await visibleContact(scope, id, 'person');
  const row = await findPlan(scope.db, scope.organization.id, await recordIdsOf(scope, contactId));
  if (!row) return { state: 'none', plan: null };
  const shares = await listShares(scope.db, scope.organization.id, row.id);
  if (!(await maySee(scope, shares, contactId))) return { state: 'not_shared', plan: null };
  return { state: 'shared', plan: await showPlan(scope, tools, { row, shares, contactId }) };
}

export async function maySee({ db, organization, actor }: Scope, shares: readonly ShareRow[], contactId: string): Promise<boolean> {
  if (shares.some(({ member_id }) => member_id === actor.id)) return true;
  return (await findOpenOpening(db, organization.id, { contactId, memberId: actor.id })) !== undefined;
}

interface Shown {
  readonly row: PlanRow;
  readonly shares: readonly ShareRow[];
  readonly contactId: string;
}

async function showPlan(scope: Scope, tools: CareTools, { row, shares, contactId }: Shown): Promise<SafetyPlan> {
  const { db, organization, key, clock } = scope;
  const steps = await listSteps(db, organization.id, row.id);
  const members = steps.filter(({ author }) => author === 'member').map(({ author_id }) => author_id);
  const nameOf = await namesOf(scope, tools, [...members, ...shares.map(({ member_id }) => member_id)]);
  // No conversation is needed for where they are.
  const care = await readCare(tools.database, clock, { organizationId: organization.id, contactId, conversationId: contactId });
  const versions = versionsOf(steps, nameOf);
  return {
    version: row.version,
    steps: openItems(key, steps),
    changedAt: row.changed_at.toISOString(),
    changedBy: versions[0]?.by ?? { kind: 'contact', name: null },
    reviewedAt: row.reviewed_at.toISOString(),
    reviewAt: row.review_at?.toISOString() ?? null,
    versions,
    sharedWith: shares.map((share) => ({
      id: share.member_id,
      name: nameOf(share.member_id) ?? '',
      since: share.created_at.toISOString(),
      by: share.given_by as 'contact' | 'member',
    })),
    lines: care.lines.map(({ text }) => text),
    emergency: care.emergency,
  };
}

function versionsOf(steps: readonly StepRow[], nameOf: (id: string) => string | null): SafetyPlan['versions'] {
  const byVersion = Map.groupBy(steps, ({ version }) => version);
  return [...byVersion].flatMap(([number, [first, ...others]]) =>
    first
      ? [
          {
            number,
            at: first.created_at.toISOString(),
            by: { kind: first.author as 'contact' | 'member', name: first.author === 'member' ? nameOf(first.author_id) : null },
            steps: [first, ...others].map(({ step }) => step as PlanStep),
          },
        ]
      : [],
  );
}
