import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = [
  'id',
  'conversation_id',
  'first_position',
  'last_position',
  'outcome',
  'trace',
  'state',
  'sealed_evidence',
  'took_ms',
  'created_at',
] as const;

export type TurnRow = RowOf<'turns', (typeof columns)[number]> & { readonly contact_id: string };

/** Whose conversation it is now: a record that was joined with another leads to that one. */
const contactId = sql<string>`(select coalesce(c.merged_into, c.id) from conversations v
  join contacts c on c.organization_id = v.organization_id and c.id = v.contact_id
  where v.organization_id = turns.organization_id and v.id = turns.conversation_id)`.as('contact_id');

export async function findTurn(db: Db, id: string): Promise<TurnRow | undefined> {
  return db.selectFrom('turns').select(columns).select(contactId).where('id', '=', id).executeTakeFirst();
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
    .select(contactId)
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId);
  if (before !== null) query = query.where('id', '<', before);
  return query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}
