import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listMessageRows, type MessageRow } from './store.ts';
import { toMessage } from './to-message.ts';

type Page = PageQuery & { conversationId: string; order: 'newest' | 'oldest' };

/** A conversation's messages, in both directions. */
export async function listMessages(scope: Scope, page: Page) {
  requirePermission(scope, 'conversations.read');
  await visibleConversation(scope, page.conversationId);
  return readMessages(scope, page);
}

/** The same, for whoever has asked who may see them. */
export async function readMessages(scope: Scope, { conversationId, order, limit, cursor }: Page) {
  const rows = await listMessageRows(scope.db, scope.organization.id, { conversationId, order, limit, from: decodeIdCursor(cursor) });
  return toPage(rows, limit, { item: toMessage, key: (row: MessageRow) => [row.id] });
}
