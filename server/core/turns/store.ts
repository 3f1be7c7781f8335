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

/** Turns that were given up, newest first: the last of a conversation that people still have because of it. */
export async function listGivenUpRows(
  db: Db,
  organizationId: string,
  { limit, before, only }: { limit: number; before: string | null; only: string | null },
): Promise<RowOf<'turns', 'id' | 'conversation_id' | 'created_at'>[]> {
  let query = db
    .selectFrom('turns as t')
    .innerJoin('conversations as v', (join) =>
      join.onRef('v.organization_id', '=', 't.organization_id').onRef('v.id', '=', 't.conversation_id'),
    )
    .select(['t.id', 't.conversation_id', 't.created_at'])
    .where('t.organization_id', '=', organizationId)
    .where('t.outcome', '=', 'error')
    .where('v.handler', '=', 'people')
    .where('v.handler_reason', '=', 'error')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('turns as n')
            .select('n.id')
            .whereRef('n.organization_id', '=', 't.organization_id')
            .whereRef('n.conversation_id', '=', 't.conversation_id')
            .whereRef('n.id', '>', 't.id'),
        ),
      ),
    );
  if (before !== null) query = query.where('t.id', '<', before);
  if (only !== null) query = query.where('v.contact_id', 'in', sql<string>`(select contacts_of_member(${only}))`);
  return query.orderBy('t.id', 'desc').limit(limit).execute();
}

/** False: somebody has it for another reason than that deciding failed. */
export async function giveToAssistant(db: Db, conversationId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('conversations')
    .set({ handler: 'assistant', handler_reason: null, waiting_since: null })
    .where('id', '=', conversationId)
    .where('handler', '=', 'people')
    .where('handler_reason', '=', 'error')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What the turn was about is to be decided again, now. False: the contact's work has moved on, or somebody holds it. */
export async function reopenWork(db: Db, { contact_id, first_position, last_position }: TurnRow, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contacts')
    .set({ done: first_position - 1, failures: 0, due_at: now })
    .where('id', '=', contact_id)
    .where('done', '=', last_position)
    .where('turn_lease', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
