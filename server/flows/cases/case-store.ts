import type { Db, RowOf } from '#platform/db/database.ts';

/** Kept talks of flows as rows. */

const columns = ['id', 'flow_id', 'name', 'content', 'created_at', 'changed_at'] as const;
export type CaseRow = RowOf<'flow_cases', (typeof columns)[number]>;

export async function listCaseRows(db: Db, organizationId: string, flowId: string): Promise<CaseRow[]> {
  return db
    .selectFrom('flow_cases')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('flow_id', '=', flowId)
    .orderBy('id')
    .execute();
}

export async function findCase(db: Db, id: string): Promise<CaseRow | undefined> {
  return db.selectFrom('flow_cases').select(columns).where('id', '=', id).executeTakeFirst();
}

interface NewCase {
  readonly organization_id: string;
  readonly id: string;
  readonly flow_id: string;
  readonly name: string;
  readonly content: object;
  readonly now: Date;
}

/** Throws a duplicate `DatabaseError` when the flow has a case of this name. */
export async function insertCase(db: Db, { content, now, ...row }: NewCase): Promise<void> {
  await db
    .insertInto('flow_cases')
    .values({ ...row, content: JSON.stringify(content), created_at: now, changed_at: now })
    .execute();
}

export async function updateCase(db: Db, id: string, { content, now }: { content: object; now: Date }): Promise<void> {
  await db
    .updateTable('flow_cases')
    .set({ content: JSON.stringify(content), changed_at: now })
    .where('id', '=', id)
    .execute();
}

export async function deleteCase(db: Db, id: string): Promise<void> {
  await db.deleteFrom('flow_cases').where('id', '=', id).execute();
}
