import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'contact_id', 'version', 'reviewed_at', 'review_at', 'created_at', 'changed_at'] as const;
export type PlanRow = RowOf<'safety_plans', (typeof columns)[number]>;

/** The person's, under whichever of their records; where both of two that were joined have one, the one that was changed last. */
export async function findPlan(db: Db, organizationId: string, contactIds: readonly string[], lock = false): Promise<PlanRow | undefined> {
  const query = db
    .selectFrom('safety_plans')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('contact_id', 'in', contactIds)
    .orderBy('changed_at', 'desc')
    .limit(1);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

export interface StepRow {
  readonly id: string;
  readonly version: number;
  readonly step: string;
  readonly sealed_items: string;
  readonly author: string;
  readonly author_id: string;
  readonly created_at: Date;
}

/** What every version said, the last first. A plan is changed now and then, by people: there are tens of them. */
export async function listSteps(db: Db, organizationId: string, planId: string): Promise<StepRow[]> {
  return db
    .selectFrom('safety_plan_steps')
    .select(['id', 'version', 'step', 'sealed_items', 'author', 'author_id', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('plan_id', '=', planId)
    .orderBy('version', 'desc')
    .orderBy('id')
    .limit(1000)
    .execute();
}

/** Only what each step says now. */
export async function listCurrentSteps(db: Db, organizationId: string, planId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`select distinct on (step) id, version, step, sealed_items, author, author_id, created_at
    from safety_plan_steps where organization_id = ${organizationId} and plan_id = ${planId} order by step, version desc`.execute(db);
  return rows;
}

export async function insertPlan(db: Db, row: PlanRow & { organization_id: string }): Promise<void> {
  await db.insertInto('safety_plans').values(row).execute();
}

export async function patchPlan(
  db: Db,
  organizationId: string,
  id: string,
  patch: { version?: number; reviewed_at?: Date; review_at?: Date | null; changed_at?: Date },
): Promise<void> {
  await db.updateTable('safety_plans').set(patch).where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

export async function insertSteps(db: Db, rows: readonly (StepRow & { organization_id: string; plan_id: string })[]): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('safety_plan_steps')
      .values([...rows])
      .execute();
}
