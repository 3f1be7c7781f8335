import { sql } from 'kysely';
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
  readonly optedOut: boolean;
}

/** The conversation a message is to be queued in, held until the transaction ends; undefined when it is not the asker's. */
export async function lockLane(db: Db, conversationId: string): Promise<LaneState | undefined> {
  const row = await db
    .selectFrom('conversations')
    .select(['contact_id', 'channel_id', 'queued', 'settled', 'opted_out_at'])
    .where('id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      contactId: row.contact_id,
      channelId: row.channel_id,
      queued: row.queued,
      settled: row.settled,
      optedOut: row.opted_out_at !== null,
    }
  );
}

export interface QueuedMessage {
  readonly organizationId: string;
  readonly id: string;
  readonly conversationId: string;
  readonly kind: string;
  readonly text: string;
  readonly content: string | null;
  readonly author: 'member' | 'api_key' | 'system';
  readonly authorId: string;
  readonly now: Date;
}

/** Puts a message at the end of its conversation's lane. */
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
      content: message.content,
      author: message.author,
      author_id: message.authorId,
      status: 'pending',
      created_at: message.now,
    })
    .execute();
  await db
    .updateTable('conversations')
    .set({
      queued: lane.queued + 1,
      last_message_at: message.now,
      // Something else may be waiting in front, for its own reason: then its time stands.
      ...(lane.queued === lane.settled ? { lane_due_at: message.now } : {}),
    })
    .where('id', '=', message.conversationId)
    .execute();
}

export interface StuckMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly status: string;
}

export async function findOutgoing(db: Db, id: string): Promise<StuckMessage | undefined> {
  const row = await db
    .selectFrom('messages')
    .select(['id', 'conversation_id', 'status'])
    .where('id', '=', id)
    .where('direction', '=', 'out')
    .executeTakeFirst();
  return row && { id: row.id, conversationId: row.conversation_id, status: row.status };
}

/** Takes a settled message out of its old place and puts it at the end of its lane, as if it were new. */
export async function requeueMessage(db: Db, lane: LaneState, message: StuckMessage & { now: Date }): Promise<boolean> {
  const result = await db
    .updateTable('messages')
    .set({
      status: 'pending',
      position: lane.queued + 1,
      trouble: null,
      attempts: 0,
      doubts: 0,
      provider_id: null,
      created_at: message.now,
    })
    .where('id', '=', message.id)
    .where('status', '=', message.status)
    .where('position', '<=', lane.settled)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  await db
    .updateTable('conversations')
    .set({ queued: sql`queued + 1`, ...(lane.queued === lane.settled ? { lane_due_at: message.now } : {}) })
    .where('id', '=', message.conversationId)
    .execute();
  return true;
}
