import type { Conversation, ConversationChange } from '#contract/conversations.ts';
import { seesOnly } from '#core/visibility.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { toConversation } from './list-conversations.ts';
import { updateConversation } from './store.ts';

/** A person takes a conversation from the assistant, gives it back, closes or reopens it. */
export async function changeConversation(scope: Scope, id: string, change: ConversationChange): Promise<Conversation> {
  requirePermission(scope, 'conversations.change');
  const row = await updateConversation(scope.db, id, {
    patch: {
      ...(change.state === undefined ? {} : { state: change.state }),
      // Why people have it is known of an assistant's hand-over only; a person's own decision needs no reason.
      ...(change.handler === undefined ? {} : { handler: change.handler, handler_reason: null }),
    },
    only: seesOnly(scope),
  });
  if (!row) throw notFound('conversation');
  return toConversation(row);
}
