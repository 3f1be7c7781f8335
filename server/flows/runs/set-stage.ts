import type { Conversation } from '#contract/conversations.ts';
import { recordEvent } from '#core/conversations/events.ts';
import { getConversation, visibleConversation } from '#core/conversations/get-conversation.ts';
import { inTransaction } from '#platform/db/database.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { setStage } from './run-store.ts';

/** A person moves a conversation to a stage, and says why: it stands in the timeline. */
export async function moveToStage(
  scope: Scope,
  id: string,
  { stage, reason }: { stage: string | null; reason: string },
): Promise<Conversation> {
  requirePermission(scope, 'conversations.change');
  const { stage: before } = await visibleConversation(scope, id);
  if (before !== stage) {
    await inTransaction(scope, 'set stage', async (inside) => {
      await setStage(inside.db, id, stage);
      await recordEvent(inside, { conversationId: id, kind: 'stage_set', data: { from: before, to: stage, reason } });
    });
  }
  return getConversation(scope, id);
}
