import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const columns = ['id', 'contact_id', 'member_id', 'sealed_reason', 'created_at', 'ends_at', 'ended_at'] as const;
export type OpeningRow = RowOf<'care_openings', (typeof columns)[number]>;

export async function insertOpening(db: Db, row: Omit<OpeningRow, 'ended_at'> & { organization_id: string }): Promise<void> {
  await db.insertInto('care_openings').values(row).execute();
}

/** The member's own that still holds; undefined: there is none. */
export async function findOpenOpening(
  db: Db,
  organizationId: string,
  { contactId, memberId }: { contactId: string; memberId: string },
): Promise<OpeningRow | undefined> {
  return db
    .selectFrom('care_openings')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', contactId)
    .where('member_id', '=', memberId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** A person's, the last first. */
export async function listOpeningRows(db: Db, organizationId: string, contactIds: readonly string[], most: number): Promise<OpeningRow[]> {
  return db
    .selectFrom('care_openings')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('contact_id', 'in', contactIds)
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

/** Returns whose it was; undefined: it had ended. */
export async function endOpening(db: Db, organizationId: string, id: string, now: Date): Promise<{ contact_id: string } | undefined> {
  return db
    .updateTable('care_openings')
    .set({ ended_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('contact_id')
    .executeTakeFirst();
}

const due = prepared<{ organization_id: string; opening_id: string }>('select organization_id, opening_id from due_care_openings($1, $2)');

/** Whose hour is over, in any organization, as ids. */
export async function findDueOpenings(database: Database, now: Date, most: number) {
  const { found } = await database.script('due openings', null, { found: due(now, most) });
  return found.rows;
}
