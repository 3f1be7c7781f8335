import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { notFound } from '#platform/errors.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findTurn, listTurnRows, type TurnRow } from './store.ts';
import { toTurn } from './to-turn.ts';

/** The decisions made in a conversation, the newest first, each with why. Structure is kept 400 days, evidence 30. */
export async function listTurns(scope: Scope, page: PageQuery & { conversationId: string }) {
  requirePermission(scope, 'turns.read');
  const { conversationId, limit } = page;
  // Without the permission to read it: structure says nothing of what was written.
  await visibleConversation(scope, conversationId);
  const rows = await listTurnRows(scope.db, scope.organization.id, { conversationId, limit, before: decodeIdCursor(page.cursor) });
  return toPage(rows, limit, { item: (row: TurnRow) => toTurn(scope, row), key: (row) => [row.id] });
}

/** A decision as its row has it; 404 when it is not the asker's to see. */
export async function visibleTurn(scope: Scope, id: string): Promise<TurnRow> {
  requirePermission(scope, 'turns.read');
  const row = await findTurn(scope.db, id);
  if (!row) throw notFound('turn');
  await visibleConversation(scope, row.conversation_id, 'turn');
  return row;
}
