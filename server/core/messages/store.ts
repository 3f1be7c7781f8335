import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = [
  'id',
  'conversation_id',
  'channel_id',
  'direction',
  'kind',
  'text',
  'content',
  'raw',
  'author',
  'author_id',
  'turn_id',
  'status',
  'trouble',
  'late',
  'provider_id',
  'quotes',
  'written_at',
  'created_at',
  'sent_at',
  'delivered_at',
  'read_at',
  'retried_as',
] as const;

export type MessageRow = RowOf<'messages', (typeof columns)[number]> & { readonly contact_id: string; readonly quoted_id: string | null };

/** Whose conversation it is now: a record that was joined with another leads to that one. */
const contactId = sql<string>`(select coalesce(c.merged_into, c.id) from conversations v
  join contacts c on c.organization_id = v.organization_id and c.id = v.contact_id
  where v.organization_id = messages.organization_id and v.id = messages.conversation_id)`.as('contact_id');

/** Messages with, for those that quote one of ours or theirs, its id. */
function messages(db: Db) {
  return db
    .selectFrom('messages')
    .leftJoin('messages as quoted', (join) =>
      join
        .onRef('quoted.organization_id', '=', 'messages.organization_id')
        .onRef('quoted.channel_id', '=', 'messages.channel_id')
        .onRef('quoted.provider_id', '=', 'messages.quotes'),
    )
    .select(columns.map((name) => `messages.${name}` as const))
    .select(contactId)
    .select('quoted.id as quoted_id');
}

export async function findMessage(db: Db, id: string): Promise<MessageRow | undefined> {
  return messages(db).where('messages.id', '=', id).executeTakeFirst();
}

export async function findMessages(db: Db, organizationId: string, ids: readonly string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return [];
  return messages(db).where('messages.organization_id', '=', organizationId).where('messages.id', 'in', ids).execute();
}

export interface MessagePage {
  readonly conversationId: string;
  readonly order: 'newest' | 'oldest';
  readonly limit: number;
  readonly from: string | null;
}

/** One conversation's, by id, which is the order in which they came to us; one more than `limit`. */
export async function listMessageRows(
  db: Db,
  organizationId: string,
  { conversationId, order, limit, from }: MessagePage,
): Promise<MessageRow[]> {
  let query = messages(db).where('messages.organization_id', '=', organizationId).where('messages.conversation_id', '=', conversationId);
  if (from !== null) query = query.where('messages.id', order === 'newest' ? '<' : '>', from);
  return query
    .orderBy('messages.id', order === 'newest' ? 'desc' : 'asc')
    .limit(limit + 1)
    .execute();
}

/** The states in which a message needs a person or will be tried again: those of the column `in_trouble`. */
export const troubledStatuses = ['uncertain', 'needs_template', 'error', 'failed'] as const;
export type TroubledStatus = (typeof troubledStatuses)[number];

/** Newest first; one more than `limit`. What was sent once more is left out: the new message speaks for it. */
export async function listTroubledRows(
  db: Db,
  organizationId: string,
  { statuses, limit, before, only }: { statuses: readonly TroubledStatus[]; limit: number; before: string | null; only: string | null },
): Promise<MessageRow[]> {
  let query = messages(db)
    .where('messages.organization_id', '=', organizationId)
    .where('messages.in_trouble', '=', true)
    .where('messages.status', 'in', statuses);
  if (before !== null) query = query.where('messages.id', '<', before);
  if (only !== null)
    query = query.where(
      'messages.conversation_id',
      'in',
      sql<string>`(select v.id from conversations v where v.contact_id in (select contacts_of_member(${only})))`,
    );
  return query
    .orderBy('messages.id', 'desc')
    .limit(limit + 1)
    .execute();
}
