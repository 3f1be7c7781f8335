import { type Expression, type SqlBool, sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = [
  'id',
  'contact_id',
  'channel_id',
  'state',
  'handler',
  'handler_reason',
  'stage',
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

/** Held until the transaction ends. */
export async function lockConversation(db: Db, id: string, only: string | null): Promise<{ state: string; handler: string } | undefined> {
  return db
    .selectFrom('conversations')
    .select(['state', 'handler'])
    .where('id', '=', id)
    .where(theirs(only))
    .forUpdate()
    .executeTakeFirst();
}

export interface ConversationPatch {
  readonly state?: 'open' | 'closed';
  readonly handler?: 'assistant' | 'people';
  readonly handler_reason?: string | null;
  readonly waiting_since?: Date | null;
}

export async function updateConversation(db: Db, id: string, patch: ConversationPatch): Promise<void> {
  if (Object.keys(patch).length > 0) await db.updateTable('conversations').set(patch).where('id', '=', id).execute();
}

/** A contact's own record, and those that were joined with it; any of their ids will do. */
function recordsOf(contactId: string) {
  const kept = sql`(select coalesce(k.merged_into, k.id) from contacts k where k.id = ${contactId})`;
  // Each by its key: with an "or" between them every contact of the organization is read.
  return sql<string>`(select c.id from contacts c where c.id = ${kept} union all select c.id from contacts c where c.merged_into = ${kept})`;
}

export interface ConversationPage {
  readonly limit: number;
  readonly after: { readonly lastMessageAt: Date; readonly id: string } | null;
  /** Only this contact's. */
  readonly contactId: string | undefined;
  readonly only: string | null;
}

const states = ['open', 'closed'];
const handlers = ['assistant', 'people'];

/** The last active first; one more than `limit`. */
export async function listConversationRows(
  db: Db,
  organizationId: string,
  { limit, after, contactId, only }: ConversationPage,
): Promise<ConversationRow[]> {
  const goesOn =
    after === null ? sql<SqlBool>`true` : sql<SqlBool>`(last_message_at, id) < (${after.lastMessageAt}::timestamptz, ${after.id}::uuid)`;
  const mine = db.selectFrom('conversations').where('organization_id', '=', organizationId).where(theirs(only)).where(goesOn);
  const page = sql<ConversationRow>`order by last_message_at desc, id desc limit ${limit + 1}`;
  if (contactId !== undefined) {
    const rows = mine.select(columns).select(keptId).where('contact_id', 'in', recordsOf(contactId));
    return (await sql<ConversationRow>`${rows} ${page}`.execute(db)).rows;
  }
  // The beginnings of the four lists of `conversations_list`, and of those the beginning.
  const four = states.flatMap((state) =>
    handlers.map(
      (handler) => sql`(${mine.select(['last_message_at', 'id']).where('state', '=', state).where('handler', '=', handler)} ${page})`,
    ),
  );
  const ids = sql<string>`(select id from (${sql.join(four, sql` union all `)}) first ${page})`;
  const rows = db.selectFrom('conversations').select(columns).select(keptId).where('organization_id', '=', organizationId);
  return rows.where('id', 'in', ids).orderBy('last_message_at', 'desc').orderBy('id', 'desc').execute();
}
