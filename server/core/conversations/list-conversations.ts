import type { Conversation } from '#contract/conversations.ts';
import { reasonSeen, seesOnly } from '#core/visibility.ts';
import { decodeTimeCursor, type PageQuery, timeCursor, toPage, wrongCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type ConversationRow, listConversationRows } from './store.ts';

/** The organization's conversations, or one contact's, the last active first. */
export async function listConversations(scope: Scope, page: PageQuery & { contactId?: string | undefined }) {
  requirePermission(scope, 'conversations.read');
  const from = decodeTimeCursor(page.cursor);
  if (from && from.at === null) throw wrongCursor();
  const after = from?.at ? { lastMessageAt: from.at, id: from.id } : null;
  const rows = await listConversationRows(scope.db, scope.organization.id, {
    limit: page.limit,
    after,
    contactId: page.contactId,
    only: seesOnly(scope),
  });
  return toPage(rows, page.limit, {
    item: (row) => toConversation(scope, row),
    key: (row: ConversationRow) => timeCursor(row.last_message_at, row.id),
  });
}

export function toConversation(scope: Pick<Scope, 'actor'>, row: ConversationRow): Conversation {
  return {
    id: row.id,
    contactId: row.kept_id ?? row.contact_id,
    channelId: row.channel_id,
    state: row.state as Conversation['state'],
    handler: row.handler as Conversation['handler'],
    handlerReason: reasonSeen(scope, row.handler_reason),
    stage: row.stage,
    optedOutAt: row.opted_out_at?.toISOString() ?? null,
    lastInboundAt: row.last_inbound_at?.toISOString() ?? null,
    lastMessageAt: row.last_message_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    former: row.kept_id !== null,
  };
}
