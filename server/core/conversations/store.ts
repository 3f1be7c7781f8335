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

export type ConversationRow = RowOf<'conversations', (typeof columns)[number]>;

export async function findConversation(db: Db, id: string): Promise<ConversationRow | undefined> {
  return db.selectFrom('conversations').select(columns).where('id', '=', id).executeTakeFirst();
}

export interface ConversationPatch {
  readonly state?: 'open' | 'closed';
  readonly handler?: 'assistant' | 'people';
  readonly handler_reason?: string | null;
}

export async function updateConversation(db: Db, id: string, patch: ConversationPatch): Promise<ConversationRow | undefined> {
  return db.updateTable('conversations').set(patch).where('id', '=', id).returning(columns).executeTakeFirst();
}

export interface ConversationPage {
  readonly limit: number;
  readonly after: { readonly lastMessageAt: Date; readonly id: string } | null;
  /** Only this contact's. */
  readonly contactId: string | undefined;
}

/** The last active first, in the order of `conversations_list`; one more than `limit`. */
export async function listConversationRows(
  db: Db,
  organizationId: string,
  { limit, after, contactId }: ConversationPage,
): Promise<ConversationRow[]> {
  let query = db.selectFrom('conversations').select(columns).where('organization_id', '=', organizationId);
  if (contactId !== undefined) query = query.where('contact_id', '=', contactId);
  if (after !== null)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('last_message_at', 'id'), '<', tuple(after.lastMessageAt, after.id)));
  return query
    .orderBy('last_message_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}
