import type { Message } from '#contract/conversations.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { getMessage } from '#core/messages/get-message.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findOutgoing, lockLane, markRetried, type OutgoingMessage, queueMessage } from './message-store.ts';
import type { SendTools } from './send-message.ts';

const retryable = ['failed', 'error', 'uncertain', 'needs_template'] as const;

/**
 * Sends a message that did not go out once more: as a new one, at the end of its conversation. The old one stays what it is,
 * so that a late status of it settles it and never the new one. For an uncertain one this is a person's decision that it
 * shall go, even if the contact might then have it twice.
 */
export async function retrySend(scope: Scope, tools: Pick<SendTools, 'outbox' | 'live'>, id: string): Promise<Message> {
  requirePermission(scope, 'messages.send');
  const newId = scope.ids.next();
  const conversationId = await inTransaction(scope, 'retry send', async ({ db }) => {
    const old = await findOutgoing(db, id);
    const lane = old && (await lockLane(db, old.conversationId));
    if (!old || !lane) throw notFound('message');
    await visibleConversation({ ...scope, db }, old.conversationId, 'message');
    if (lane.optedOutAt !== null) throw new Refusal('outbox.opted_out', 'This person asked for no more messages here.', { status: 409 });
    const copy = await markRetried(db, lane, { id, statuses: retryable, retriedAs: newId });
    // A status or another person may have come first: what it is now says why.
    if (!copy) throw nothingToRetry((await findOutgoing(db, id)) ?? old);
    await queueMessage(db, lane, {
      ...copy,
      organizationId: scope.organization.id,
      id: newId,
      conversationId: old.conversationId,
      now: scope.clock.now(),
    });
    return old.conversationId;
  });
  tools.live.tell(scope.organization.id, () => [{ kind: 'message.created', conversationId, messageId: newId }]);
  tools.outbox.wake(scope.organization.id, conversationId);
  return getMessage(scope, newId);
}

function nothingToRetry({ status, retriedAs }: OutgoingMessage): Refusal {
  const reason =
    retriedAs === null
      ? 'This message was sent or is still on its way; there is nothing to try again.'
      : 'This message was sent once more already; follow the new one, which the details name.';
  return new Refusal('outbox.not_failed', reason, { status: 409, details: { status, retriedAs } });
}
