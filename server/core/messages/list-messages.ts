import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listMessageRows, type MessageRow } from './store.ts';
import { toMessage } from './to-message.ts';

/** A conversation's messages, in both directions. */
export async function listMessages(scope: Scope, page: PageQuery & { conversationId: string; order: 'newest' | 'oldest' }) {
  requirePermission(scope, 'conversations.read');
  const { conversationId, order, limit } = page;
  await visibleConversation(scope, conversationId);
  const rows = await listMessageRows(scope.db, scope.organization.id, { conversationId, order, limit, from: decodeIdCursor(page.cursor) });
  return toPage(rows, limit, { item: toMessage, key: (row: MessageRow) => [row.id] });
}
