import type { Db, RowOf } from '#platform/db/database.ts';

export type ShareRow = RowOf<'safety_plan_shares', 'member_id' | 'given_by' | 'created_at'>;

/** Whom the person lets see the plan, in the order in which they said so. */
export async function listShares(db: Db, organizationId: string, planId: string): Promise<ShareRow[]> {
  return db
    .selectFrom('safety_plan_shares')
    .select(['member_id', 'given_by', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('plan_id', '=', planId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
}

export interface NewShare {
  readonly organization_id: string;
  readonly id: string;
  readonly plan_id: string;
  readonly member_id: string;
  readonly given_by: 'contact' | 'member';
  readonly given_id: string;
  readonly sealed_how: string | null;
  readonly created_at: Date;
}

/** Nothing happens where the member sees it already. */
export async function insertShare(db: Db, row: NewShare): Promise<void> {
  await db
    .insertInto('safety_plan_shares')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization_id', 'plan_id', 'member_id']).where('ended_at', 'is', null).doNothing())
    .execute();
}

export async function endShare(db: Db, organizationId: string, which: { planId: string; memberId: string }, now: Date): Promise<void> {
  await db
    .updateTable('safety_plan_shares')
    .set({ ended_at: now })
    .where('organization_id', '=', organizationId)
    .where('plan_id', '=', which.planId)
    .where('member_id', '=', which.memberId)
    .where('ended_at', 'is', null)
    .execute();
}
