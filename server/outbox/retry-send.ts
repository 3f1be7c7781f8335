import type { ChannelAdapter } from '#channels/channel.ts';
import type { Message } from '#contract/conversations.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import { getMessage } from '#core/messages/get-message.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { requireDanger } from './danger.ts';
import { channelOf, findOutgoing, lockLane, markRetried, type OutgoingMessage, queueMessage } from './message-store.ts';
import type { SendTools } from './send-message.ts';

const retryable = ['failed', 'error', 'uncertain', 'needs_template'] as const;

/**
 * Sends a message that did not go out once more: as a new one, at the end of its conversation. The old one stays what it is,
 * so that a late status of it settles it and never the new one. For an uncertain one this is a person's decision that it
 * shall go, even if the contact might then have it twice. Who asked for silence gets it where they would get an answer (danger.ts).
 */
export async function retrySend(scope: Scope, tools: SendTools, id: string): Promise<Message> {
  requirePermission(scope, 'messages.send');
  const newId = scope.ids.next();
  const adapter = await adapterOf(scope, tools, id);
  const { conversationId, told } = await inTransaction(scope, 'retry send', async (inside) => {
    const { db } = inside;
    const old = await findOutgoing(db, id);
    const lane = old && (await lockLane(db, old.conversationId));
    if (!old || !lane) throw notFound('message');
    await visibleConversation({ ...scope, db }, old.conversationId, 'message');
    const where = { conversationId: old.conversationId, lane, content: old, adapter };
    const danger = lane.optedOutAt !== null && (await requireDanger(inside, where));
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
    return { conversationId: old.conversationId, told: danger };
  });
  tools.live.tell(scope.organization.id, () => [
    { kind: 'message.created', conversationId, messageId: newId },
    ...(told ? [{ kind: 'event.created' as const, conversationId }] : []),
  ]);
  tools.outbox.wake(scope.organization.id, conversationId);
  return getMessage(scope, newId);
}

/** Of the channel the message is on; undefined where there is none any more. Not inside the transaction, past which channels are read. */
async function adapterOf({ db, organization }: Scope, { adapters, directory }: SendTools, id: string): Promise<ChannelAdapter | undefined> {
  const old = await findOutgoing(db, id);
  const channelId = old && (await channelOf(db, old.conversationId));
  const channel = channelId === undefined ? null : await directory.byId(organization.id, channelId);
  return channel ? adapters.get(channel.type) : undefined;
}

function nothingToRetry({ status, retriedAs }: OutgoingMessage): Refusal {
  const reason =
    retriedAs === null
      ? 'This message was sent or is still on its way; there is nothing to try again.'
      : 'This message was sent once more already; follow the new one, which the details name.';
  return new Refusal('outbox.not_failed', reason, { status: 409, details: { status, retriedAs } });
}
