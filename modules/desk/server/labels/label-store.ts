import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'name', 'colour', 'created_at'] as const;
export type LabelRow = RowOf<'labels', (typeof columns)[number]>;

/** All of them, in the order of their names. */
export async function listLabelRows(db: Db, organizationId: string): Promise<LabelRow[]> {
  return db.selectFrom('labels').select(columns).where('organization_id', '=', organizationId).orderBy('folded').execute();
}

export async function findLabel(db: Db, organizationId: string, id: string): Promise<LabelRow | undefined> {
  return (await labelsById(db, organizationId, [id])).get(id);
}

export async function labelsById(db: Db, organizationId: string, ids: readonly string[]): Promise<ReadonlyMap<string, LabelRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('labels').select(columns).where('organization_id', '=', organizationId).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Throws a duplicate `DatabaseError` when there is a label of this name. */
export async function insertLabel(db: Db, row: LabelRow & { organization_id: string }): Promise<void> {
  await db
    .insertInto('labels')
    .values({ ...row, folded: sql`fold_text(${row.name})` })
    .execute();
}

/** As `insertLabel`. */
export async function updateLabel(db: Db, id: string, { name, colour }: { name?: string; colour?: string }): Promise<void> {
  const patch = {
    ...(colour === undefined ? {} : { colour }),
    ...(name === undefined ? {} : { name, folded: sql<string>`fold_text(${name})` }),
  };
  await db.updateTable('labels').set(patch).where('id', '=', id).execute();
}

export async function deleteLabel(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('labels').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

export interface Labelling {
  readonly conversationId: string;
  readonly labelIds: readonly string[];
}

/** Returns which were new. */
export async function giveLabels(db: Db, organizationId: string, { conversationId, labelIds }: Labelling, now: Date): Promise<string[]> {
  if (labelIds.length === 0) return [];
  const given = await db
    .insertInto('conversation_labels')
    .values(
      [...new Set(labelIds)].map((label_id) => ({
        organization_id: organizationId,
        label_id,
        conversation_id: conversationId,
        created_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('label_id')
    .execute();
  return given.map((row) => row.label_id);
}

/** Returns which were there. */
export async function takeLabels(db: Db, organizationId: string, { conversationId, labelIds }: Labelling): Promise<string[]> {
  if (labelIds.length === 0) return [];
  const taken = await db
    .deleteFrom('conversation_labels')
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId)
    .where('label_id', 'in', labelIds)
    .returning('label_id')
    .execute();
  return taken.map((row) => row.label_id);
}
