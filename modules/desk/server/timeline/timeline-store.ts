import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

export interface Entry {
  readonly type: 'message' | 'note' | 'event';
  readonly id: string;
}

export interface Stretch {
  readonly conversationId: string;
  /** Notes are left out for who may not read them. */
  readonly notes: boolean;
  readonly from: string | null;
  /** `newest`: back from there; `oldest`: on from there. */
  readonly order: 'newest' | 'oldest';
  readonly limit: number;
}

/** What stands in a conversation, by id, which is the order in which it came about; one more than `limit`. */
export async function listEntries(
  db: Db,
  organizationId: string,
  { conversationId, notes, from, order, limit }: Stretch,
): Promise<Entry[]> {
  const goesOn = from === null ? sql`` : sql`and id ${order === 'newest' ? sql`<` : sql`>`} ${from}::uuid`;
  const end = sql`order by id ${order === 'newest' ? sql`desc` : sql`asc`} limit ${limit + 1}`;
  const of = (type: Entry['type'], table: string) => sql`(select ${sql.lit(type)} as type, id from ${sql.table(table)}
    where organization_id = ${organizationId} and conversation_id = ${conversationId}::uuid ${goesOn} ${end})`;
  const parts = [of('message', 'messages'), of('event', 'conversation_events'), ...(notes ? [of('note', 'conversation_notes')] : [])];
  const found = await sql<Entry>`select type, id from (${sql.join(parts, sql` union all `)}) e ${end}`.execute(db);
  return found.rows;
}
