import type { Conversation } from '#contract/conversations.ts';
import { seesOnly } from '#core/visibility.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { recordEvent } from './events.ts';
import { readSettings } from './settings.ts';
import { lockConversation, updateConversation } from './store.ts';

export interface ConversationChange {
  readonly state?: Conversation['state'] | undefined;
  readonly handler?: Conversation['handler'] | undefined;
}

/**
 * A person takes a conversation from the assistant, gives it back, closes or reopens it; what it is already is no change. In a
 * transaction: the row is held until its end. Returns what it was before.
 */
export async function changeConversation(scope: Scope, id: string, change: ConversationChange): Promise<ConversationChange> {
  requirePermission(scope, 'conversations.change');
  return apply(scope, id, { change, only: seesOnly(scope) });
}

/** For a verb that may do so by a permission of its own, as with what was tried on a phone. In a transaction. */
export async function closeConversation(scope: Scope, id: string): Promise<void> {
  await apply(scope, id, { change: { state: 'closed' }, only: null });
}

async function apply(
  scope: Scope,
  id: string,
  { change, only }: { change: ConversationChange; only: string | null },
): Promise<ConversationChange> {
  const before = await lockConversation(scope.db, id, only);
  if (!before) throw notFound('conversation');
  const state = change.state === before.state ? undefined : change.state;
  const handler = change.handler === before.handler ? undefined : change.handler;
  await updateConversation(scope.db, id, {
    // Nobody waits for an answer in what is closed.
    ...(state === undefined ? {} : { state, ...(state === 'closed' ? { waiting_since: null } : {}) }),
    // Why people have it is known of an assistant's hand-over only; a person's own decision needs no reason.
    ...(change.handler === undefined ? {} : { handler: change.handler, handler_reason: null }),
  });
  if (state !== undefined) await recordEvent(scope, { conversationId: id, kind: state === 'closed' ? 'closed' : 'reopened' });
  if (handler !== undefined) await recordEvent(scope, { conversationId: id, kind: handler === 'people' ? 'taken_over' : 'given_back' });
  return before as ConversationChange;
}

/** A member answers: the assistant leaves the conversation to people, unless the organization wants both. In the transaction of the answer. Returns whether it did. */
export async function pauseForReply(scope: Scope, conversation: { id: string; handler: string }): Promise<boolean> {
  if (scope.actor.kind !== 'member' || conversation.handler !== 'assistant') return false;
  if (!(await readSettings(scope)).replyPausesAssistant) return false;
  await updateConversation(scope.db, conversation.id, { handler: 'people', handler_reason: null });
  await recordEvent(scope, { conversationId: conversation.id, kind: 'taken_over', data: { by: 'reply' } });
  return true;
}
