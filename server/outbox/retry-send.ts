import type { Message } from '#contract/conversations.ts';
import { getMessage } from '#core/messages/get-message.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findOutgoing, lockLane, requeueMessage } from './message-store.ts';
import type { SendTools } from './send-message.ts';

const retried: ReadonlySet<string> = new Set(['failed', 'error', 'uncertain', 'needs_template']);

/**
 * Sends a message that did not go out once more: it takes a new place at the end of its conversation. For an uncertain one
 * this is a person's decision that it shall go, even if the contact might then have it twice.
 */
export async function retrySend(scope: Scope, tools: Pick<SendTools, 'outbox'>, id: string): Promise<Message> {
  requirePermission(scope, 'messages.send');
  const conversationId = await inTransaction(scope, 'retry send', async ({ db }) => {
    const message = await findOutgoing(db, id);
    const lane = message && (await lockLane(db, message.conversationId));
    if (!message || !lane) throw notFound('message');
    if (lane.optedOut) throw new Refusal('outbox.opted_out', 'This person asked for no more messages here.', { status: 409 });
    const moved = retried.has(message.status) && (await requeueMessage(db, lane, { ...message, now: scope.clock.now() }));
    if (!moved) {
      throw new Refusal('outbox.not_failed', 'This message was sent or is still on its way; there is nothing to try again.', {
        status: 409,
        details: { status: message.status },
      });
    }
    return message.conversationId;
  });
  tools.outbox.wake(scope.organization.id, conversationId);
  return getMessage(scope, id);
}
