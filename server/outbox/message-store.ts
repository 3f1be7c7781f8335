import { sql } from 'kysely';
import { appendToLane } from '#core/lane-store.ts';
import type { Db } from '#platform/db/database.ts';

/** The channel of a conversation; undefined when the conversation is not the asker's to see. */
export async function channelOf(db: Db, conversationId: string): Promise<string | undefined> {
  const row = await db.selectFrom('conversations').select('channel_id').where('id', '=', conversationId).executeTakeFirst();
  return row?.channel_id;
}

export interface LaneState {
  readonly contactId: string;
  readonly channelId: string;
  readonly queued: number;
  readonly settled: number;
  /** Since when the contact asks for silence here; null: they do not. */
  readonly optedOutAt: Date | null;
  readonly lastInboundAt: Date | null;
  readonly handler: string;
}

/** The conversation a message is to be queued in, held until the transaction ends; undefined when it is not the asker's. */
export async function lockLane(db: Db, conversationId: string): Promise<LaneState | undefined> {
  const row = await db
    .selectFrom('conversations')
    .select(['contact_id', 'channel_id', 'queued', 'settled', 'opted_out_at', 'last_inbound_at', 'handler'])
    .where('id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      contactId: row.contact_id,
      channelId: row.channel_id,
      queued: row.queued,
      settled: row.settled,
      optedOutAt: row.opted_out_at,
      lastInboundAt: row.last_inbound_at,
      handler: row.handler,
    }
  );
}

export interface QueuedMessage {
  readonly organizationId: string;
  readonly id: string;
  readonly conversationId: string;
  readonly kind: string;
  readonly text: string | null;
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly quotes: string | null;
  readonly author: 'assistant' | 'member' | 'api_key' | 'system';
  readonly authorId: string | null;
  readonly turnId: string | null;
  readonly now: Date;
  /** It answers nobody who waits for people. */
  readonly keepsWaiting?: true;
}

/** A message of the conversation, as the provider knows it; undefined when there is none. */
export async function findQuoted(
  db: Db,
  { conversationId, quotes }: { conversationId: string; quotes: string },
): Promise<{ providerId: string | null } | undefined> {
  const row = await db
    .selectFrom('messages')
    .select('provider_id')
    .where('id', '=', quotes)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row && { providerId: row.provider_id };
}

/**
 * The last message to the contact after `seenTo`, by anybody but this author; undefined: nobody said anything since. After a message to the
 * contact that is by their place in the lane, in which they are stored one after the other: ids are given before, and may overtake.
 */
export async function findAnswerSince(
  db: Db,
  organizationId: string,
  { conversationId, seenTo, authorId }: { conversationId: string; seenTo: string; authorId: string },
) {
  const said = db
    .selectFrom('messages')
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'out');
  const seen = await said.select('position').where('id', '=', seenTo).executeTakeFirst();
  return said
    .select(['id', 'author', 'author_id', 'created_at'])
    .where((where) => (seen ? where('position', '>', seen.position) : where('id', '>', seenTo)))
    .where(({ eb, or }) => or([eb('author_id', 'is', null), eb('author_id', '<>', authorId)]))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const append = sql.raw(appendToLane({ count: 'appended.count', now: 'appended.now' }));

/** Puts a message at the end of its conversation's lane. Who waited for people has their answer, unless it is the assistant's. */
export async function queueMessage(db: Db, lane: LaneState, message: QueuedMessage): Promise<void> {
  await db
    .insertInto('messages')
    .values({
      organization_id: message.organizationId,
      id: message.id,
      conversation_id: message.conversationId,
      contact_id: lane.contactId,
      channel_id: lane.channelId,
      direction: 'out',
      position: lane.queued + 1,
      kind: message.kind,
      text: message.text,
      content: message.content === null ? null : JSON.stringify(message.content),
      quotes: message.quotes,
      author: message.author,
      author_id: message.authorId,
      turn_id: message.turnId,
      status: 'pending',
      created_at: message.now,
    })
    .execute();
  // An old reply of the assistant that is sent once more answers nobody who waits for people.
  const answered = message.author !== 'assistant' && !message.keepsWaiting;
  await sql`
    update conversations v set ${append}, waiting_since = ${answered ? sql`null` : sql`v.waiting_since`} from (values (1, ${message.now}::timestamptz)) appended (count, now)
    where v.organization_id = ${message.organizationId} and v.id = ${message.conversationId}`.execute(db);
}

export interface OutgoingMessage {
  readonly conversationId: string;
  readonly kind: string;
  readonly status: string;
  readonly retriedAs: string | null;
}

export async function findOutgoing(db: Db, id: string): Promise<OutgoingMessage | undefined> {
  const row = await db
    .selectFrom('messages')
    .select(['conversation_id', 'kind', 'status', 'retried_as'])
    .where('id', '=', id)
    .where('direction', '=', 'out')
    .executeTakeFirst();
  return row && { conversationId: row.conversation_id, kind: row.kind, status: row.status, retriedAs: row.retried_as };
}

/** What a new message takes over from the one it is sent in place of. */
export type MessageCopy = Pick<QueuedMessage, 'kind' | 'text' | 'content' | 'quotes' | 'author' | 'authorId' | 'turnId'>;

/**
 * Names the message that is sent in place of one that did not go out, and returns what that shall say. Undefined when there
 * is nothing to send once more: it is settled well, still on its way, or was retried before.
 */
export async function markRetried(
  db: Db,
  lane: LaneState,
  { id, statuses, retriedAs }: { id: string; statuses: readonly string[]; retriedAs: string },
): Promise<MessageCopy | undefined> {
  const row = await db
    .updateTable('messages')
    .set({ retried_as: retriedAs })
    .where('id', '=', id)
    .where('direction', '=', 'out')
    .where('status', 'in', statuses)
    .where('position', '<=', lane.settled)
    .where('retried_as', 'is', null)
    .returning(['kind', 'text', 'content', 'quotes', 'author', 'author_id', 'turn_id'])
    .executeTakeFirst();
  return (
    row && {
      kind: row.kind,
      text: row.text,
      content: row.content,
      quotes: row.quotes,
      author: row.author as MessageCopy['author'],
      authorId: row.author_id,
      turnId: row.turn_id,
    }
  );
}
