import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'team_id', 'shortcut', 'title', 'text', 'created_at', 'changed_at'] as const;
export type CannedRow = RowOf<'canned_replies', (typeof columns)[number]>;

const replies = (db: Db, organizationId: string) =>
  db.selectFrom('canned_replies').select(columns).where('organization_id', '=', organizationId);

/** Whose shortcut begins with the words first, then by shortcut. `memberId`: only what is everybody's or their teams'; null: all. */
export async function listCannedRows(
  db: Db,
  organizationId: string,
  { q, memberId, limit }: { q: string | undefined; memberId: string | null; limit: number },
): Promise<CannedRow[]> {
  let query = replies(db, organizationId);
  if (memberId !== null) {
    const theirs = sql<string>`(select x.team_id from team_members x where x.organization_id = ${organizationId} and x.member_id = ${memberId}::uuid)`;
    query = query.where(({ eb, or }) => or([eb('team_id', 'is', null), eb('team_id', 'in', theirs)]));
  }
  if (q !== undefined) {
    query = query
      .where(sql<boolean>`strpos(folded, fold_text(${q})) > 0`)
      .orderBy(sql`starts_with(fold_text(shortcut), fold_text(${q})) desc`);
  }
  return query.orderBy('shortcut').orderBy('id').limit(limit).execute();
}

export async function findCanned(db: Db, organizationId: string, id: string): Promise<CannedRow | undefined> {
  return replies(db, organizationId).where('id', '=', id).executeTakeFirst();
}

export async function countCanned(db: Db, organizationId: string): Promise<number> {
  const query = db.selectFrom('canned_replies').select(({ fn }) => fn.countAll<number>().as('count'));
  return Number((await query.where('organization_id', '=', organizationId).executeTakeFirstOrThrow()).count);
}

const foldedOf = ({ shortcut, title, text }: Pick<CannedRow, 'shortcut' | 'title' | 'text'>) =>
  sql<string>`fold_text(${`${shortcut} ${title} ${text}`})`;

/** Throws a duplicate `DatabaseError` when its team, or everybody, has this shortcut. */
export async function putCanned(db: Db, organizationId: string, row: CannedRow): Promise<void> {
  const values = { ...row, folded: foldedOf(row) };
  const { id, created_at: _made, ...patch } = values;
  const insert = db.insertInto('canned_replies').values({ ...values, organization_id: organizationId });
  await insert.onConflict((conflict) => conflict.columns(['organization_id', 'id']).doUpdateSet(patch)).execute();
}

export async function deleteCanned(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('canned_replies').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What gaps are filled with. */
export async function findFillings(db: Db, organizationId: string, conversationId: string) {
  return db
    .selectFrom('conversations as v')
    .innerJoin('contacts as c', (join) => join.onRef('c.organization_id', '=', 'v.organization_id').onRef('c.id', '=', 'v.contact_id'))
    .innerJoin('channels as h', (join) => join.onRef('h.organization_id', '=', 'v.organization_id').onRef('h.id', '=', 'v.channel_id'))
    .innerJoin('organizations as o', 'o.id', 'v.organization_id')
    .select(['h.name as channel', 'o.name as organization', sql<string | null>`coalesce(c.name, c.profile_name)`.as('contact')])
    .where('v.organization_id', '=', organizationId)
    .where('v.id', '=', conversationId)
    .executeTakeFirst();
}
