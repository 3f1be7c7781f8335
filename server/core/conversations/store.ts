import { type Expression, type SqlBool, sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = [
  'id',
  'contact_id',
  'channel_id',
  'state',
  'handler',
  'handler_reason',
  'opted_out_at',
  'last_inbound_at',
  'last_message_at',
  'created_at',
] as const;

export type ConversationRow = RowOf<'conversations', (typeof columns)[number]> & {
  /** The contact its record was joined with. */
  readonly kept_id: string | null;
};

/** The contact a conversation's record was joined with; then new messages go to that one's conversation on the channel. */
const keptId = sql<string | null>`(select c.merged_into from contacts c
  where c.organization_id = conversations.organization_id and c.id = conversations.contact_id)`.as('kept_id');

/** Only conversations of the member's contacts; null: all (see core/visibility.ts). */
const theirs = (only: string | null): Expression<SqlBool> =>
  only === null ? sql<SqlBool>`true` : sql<SqlBool>`contact_id in (select contacts_of_member(${only}))`;

export async function findConversation(db: Db, id: string, only: string | null): Promise<ConversationRow | undefined> {
  return db.selectFrom('conversations').select(columns).select(keptId).where('id', '=', id).where(theirs(only)).executeTakeFirst();
}

export interface ConversationPatch {
  readonly state?: 'open' | 'closed';
  readonly handler?: 'assistant' | 'people';
  readonly handler_reason?: string | null;
}

export async function updateConversation(
  db: Db,
  id: string,
  { patch, only }: { patch: ConversationPatch; only: string | null },
): Promise<ConversationRow | undefined> {
  const query = db.updateTable('conversations').set(patch).where('id', '=', id).where(theirs(only));
  return query.returning(columns).returning(keptId).executeTakeFirst();
}

/** A contact's own record, and those that were joined with it; any of their ids will do. */
const recordsOf = (contactId: string) => sql<string>`(select c.id from contacts c, contacts k where k.id = ${contactId}
  and (c.id = coalesce(k.merged_into, k.id) or c.merged_into = coalesce(k.merged_into, k.id)))`;

export interface ConversationPage {
  readonly limit: number;
  readonly after: { readonly lastMessageAt: Date; readonly id: string } | null;
  /** Only this contact's. */
  readonly contactId: string | undefined;
  readonly only: string | null;
}

/** The last active first, in the order of `conversations_list`; one more than `limit`. */
export async function listConversationRows(
  db: Db,
  organizationId: string,
  { limit, after, contactId, only }: ConversationPage,
): Promise<ConversationRow[]> {
  let query = db
    .selectFrom('conversations')
    .select(columns)
    .select(keptId)
    .where('organization_id', '=', organizationId)
    .where(theirs(only));
  if (contactId !== undefined) query = query.where('contact_id', 'in', recordsOf(contactId));
  if (after !== null)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('last_message_at', 'id'), '<', tuple(after.lastMessageAt, after.id)));
  return query
    .orderBy('last_message_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}
