import type { Message } from '#contract/conversations.ts';
import { type MessageKind, messageContents } from '#contract/message-contents.ts';
import type { MessageRow } from './store.ts';

/** A stored message as people and programs see it. */
export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    channelId: row.channel_id,
    direction: row.direction as Message['direction'],
    text: row.text,
    ...contentOf(row),
    author: row.author as Message['author'],
    authorId: row.author_id,
    turnId: row.turn_id,
    status: row.status as Message['status'],
    trouble: row.trouble as Message['trouble'],
    late: row.late,
    providerId: row.provider_id,
    quotes: row.quoted_id,
    quotesProviderId: row.quotes,
    writtenAt: timeOf(row.written_at),
    createdAt: row.created_at.toISOString(),
    sentAt: timeOf(row.sent_at),
    deliveredAt: timeOf(row.delivered_at),
    readAt: timeOf(row.read_at),
    retriedAs: row.retried_as,
  } as Message;
}

/** What is not of a form we promise (an older version wrote it, or a newer one) is shown raw, and hides nothing else. */
function contentOf({ kind, content, raw }: MessageRow): Pick<Message, 'kind' | 'raw'> & { content: unknown } {
  const known = Object.hasOwn(messageContents, kind);
  if (known && content === null) return { kind: kind as MessageKind, content, raw: raw ?? null };
  const read = known ? messageContents[kind as MessageKind].safeParse(content) : undefined;
  if (read?.success) return { kind: kind as MessageKind, content: read.data, raw: raw ?? null };
  return { kind: 'unsupported', content: { type: kind }, raw: raw ?? content };
}

function timeOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
