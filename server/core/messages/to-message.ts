import type { Message } from '#contract/conversations.ts';
import type { MessageRow } from './store.ts';

/** A stored message as people and programs see it. */
export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    channelId: row.channel_id,
    direction: row.direction as Message['direction'],
    kind: row.kind,
    text: row.text,
    content: row.content as Message['content'],
    raw: row.raw ?? null,
    author: row.author as Message['author'],
    authorId: row.author_id,
    turnId: row.turn_id,
    status: row.status as Message['status'],
    trouble: row.trouble as Message['trouble'],
    late: row.late,
    providerId: row.provider_id,
    quotes: row.quotes,
    writtenAt: timeOf(row.written_at),
    createdAt: row.created_at.toISOString(),
    sentAt: timeOf(row.sent_at),
    deliveredAt: timeOf(row.delivered_at),
    readAt: timeOf(row.read_at),
    retriedAs: row.retried_as,
  };
}

function timeOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
