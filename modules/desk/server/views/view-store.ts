import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'member_id', 'shared', 'name', 'filter', 'created_at', 'changed_at'] as const;
export type ViewRow = RowOf<'inbox_views', (typeof columns)[number]>;

const views = (db: Db, organizationId: string) =>
  db.selectFrom('inbox_views').select(columns).where('organization_id', '=', organizationId);

/** A member's own and the shared ones, in the order they were made. */
export async function listViewRows(db: Db, organizationId: string, memberId: string | null): Promise<ViewRow[]> {
  return views(db, organizationId)
    .where(({ eb, or }) => or([eb('shared', '=', true), ...(memberId === null ? [] : [eb('member_id', '=', memberId)])]))
    .orderBy('id')
    .execute();
}

export async function findView(db: Db, organizationId: string, id: string): Promise<ViewRow | undefined> {
  return views(db, organizationId).where('id', '=', id).executeTakeFirst();
}

export async function insertView(db: Db, row: Omit<ViewRow, 'filter'> & { organization_id: string; filter: string }): Promise<void> {
  await db.insertInto('inbox_views').values(row).execute();
}

export async function updateView(
  db: Db,
  id: string,
  patch: { name?: string; shared?: boolean; filter?: string; changed_at: Date },
): Promise<void> {
  await db.updateTable('inbox_views').set(patch).where('id', '=', id).execute();
}

export async function deleteView(db: Db, id: string): Promise<void> {
  await db.deleteFrom('inbox_views').where('id', '=', id).execute();
}
