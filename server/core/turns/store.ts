import type { Db, RowOf } from '#platform/db/database.ts';

const columns = [
  'id',
  'contact_id',
  'conversation_id',
  'first_position',
  'last_position',
  'outcome',
  'trace',
  'sealed_evidence',
  'took_ms',
  'created_at',
] as const;

export type TurnRow = RowOf<'turns', (typeof columns)[number]>;

export async function findTurn(db: Db, id: string): Promise<TurnRow | undefined> {
  return db.selectFrom('turns').select(columns).where('id', '=', id).executeTakeFirst();
}

/** One conversation's, newest first; one more than `limit`. */
export async function listTurnRows(
  db: Db,
  organizationId: string,
  { conversationId, limit, before }: { conversationId: string; limit: number; before: string | null },
): Promise<TurnRow[]> {
  let query = db
    .selectFrom('turns')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId);
  if (before !== null) query = query.where('id', '<', before);
  return query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}
