import { type ChannelAdapter, ChannelError } from '#channels/channel.ts';
import type { ChannelDirectory } from '#channels/index.ts';
import type { Message } from '#contract/conversations.ts';
import type { MessageCreation, OutboundContent } from '#contract/messages.ts';
import { pauseForReply } from '#core/conversations/change-conversation.ts';
import { visibleConversation } from '#core/conversations/get-conversation.ts';
import type { Live } from '#core/live/live.ts';
import { toColumns } from '#core/messages/content.ts';
import { getMessage } from '#core/messages/get-message.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { checkFiles } from './check-files.ts';
import { requireDanger } from './danger.ts';
import { channelOf, findAnswerSince, findQuoted, lockLane, queueMessage } from './message-store.ts';
import type { Outbox } from './outbox.ts';

export interface SendTools {
  readonly outbox: Pick<Outbox, 'wake'>;
  readonly live: Live;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly directory: Pick<ChannelDirectory, 'byId'>;
}

/**
 * Queues a message to a contact; it goes out behind what is queued already. Refuses what the channel cannot send, naming
 * the field, and people who asked for silence unless they are in danger. A closed window is no refusal: the message then waits as "needs template".
 * `keepsWaiting`: it answers nobody who waits for people.
 */
export async function sendMessage(
  scope: Scope,
  tools: SendTools,
  { conversationId, message, keepsWaiting }: { conversationId: string; message: MessageCreation; keepsWaiting?: true },
): Promise<Message> {
  requirePermission(scope, 'messages.send');
  const { kept_id, contact_id: contactId } = await visibleConversation(scope, conversationId);
  if (kept_id !== null) throw formerConversation(kept_id);
  const { quotes, seenTo, anyway, ...content } = message;
  const adapter = await requireSendable(scope, tools, { conversationId, content });
  const quoted = quotes === undefined ? null : await quotedId(scope, { conversationId, quotes });
  const { id, told } = await inTransaction(scope, 'send message', async (inside) => {
    const { db } = inside;
    const lane = await lockLane(db, conversationId);
    if (!lane) throw notFound('conversation');
    const danger = lane.optedOutAt !== null && (await requireDanger(inside, { conversationId, lane, content, adapter }));
    if (seenTo !== undefined && anyway !== true) await requireUnanswered(inside, { conversationId, seenTo });
    // While the row is held: who writes next has a later one.
    const id = scope.ids.next();
    await queueMessage(db, lane, {
      organizationId: scope.organization.id,
      id,
      conversationId,
      ...toColumns(content),
      quotes: quoted,
      author: scope.actor.kind,
      authorId: scope.actor.id,
      turnId: null,
      now: scope.clock.now(),
      ...(keepsWaiting ? { keepsWaiting } : {}),
    });
    const paused = await pauseForReply(inside, { id: conversationId, handler: lane.handler });
    return { id, told: paused || danger };
  });
  tools.live.tell(scope.organization.id, () => [
    { kind: 'message.created', conversationId, contactId, messageId: id },
    ...(told ? [{ kind: 'event.created' as const, conversationId, contactId }] : []),
  ]);
  tools.outbox.wake(scope.organization.id, conversationId);
  return getMessage(scope, id);
}

/** Who writes has not seen what somebody else told the contact since: they decide again. Others who send wait for the row meanwhile. */
async function requireUnanswered(scope: Scope, where: { conversationId: string; seenTo: string }): Promise<void> {
  const answer = await findAnswerSince(scope.db, scope.organization.id, { ...where, authorId: scope.actor.id });
  if (!answer) return;
  const who = answer.author === 'assistant' ? 'The assistant' : 'Somebody else';
  const at = answer.created_at.toISOString();
  throw new Refusal(
    'desk.answered_meanwhile',
    `${who} has answered since, at ${at}. Read it; to send yours all the same, say "anyway": true.`,
    {
      status: 409,
      details: { messageId: answer.id, author: answer.author, authorId: answer.author_id, at },
    },
  );
}

/** Of a record that was joined with another, which has a conversation on the channel: there the contact may have asked for silence. */
function formerConversation(contactId: string): Refusal {
  const message = 'This contact was merged with another; write in the conversation that one has on this channel.';
  return new Refusal('outbox.former_conversation', message, { status: 409, details: { contactId } });
}

/** Asks the channel's adapter before anything is stored. */
async function requireSendable(
  scope: Scope,
  tools: SendTools,
  input: { conversationId: string; content: OutboundContent },
): Promise<ChannelAdapter | undefined> {
  const channelId = await channelOf(scope.db, input.conversationId);
  if (channelId === undefined) throw notFound('conversation');
  const channel = await tools.directory.byId(scope.organization.id, channelId);
  if (!channel || channel.state === 'disabled') {
    throw new Refusal('outbox.channel_disabled', 'The channel of this conversation is disabled; enable it first.', { status: 409 });
  }
  const adapter = tools.adapters.get(channel.type);
  try {
    adapter?.check(input.content);
  } catch (cause) {
    if (!(cause instanceof ChannelError)) throw cause;
    const { code, reason, advice } = cause.trouble;
    throw new Refusal('outbox.not_sendable', reason, { details: { field: cause.field ?? 'text', code, advice }, cause });
  }
  if (adapter) await checkFiles(scope, adapter.abilities, input.content);
  return adapter;
}

/** The provider's name for the message that is quoted: only the provider can show it. */
async function quotedId(scope: Scope, where: { conversationId: string; quotes: string }): Promise<string> {
  const quoted = await findQuoted(scope.db, where);
  if (!quoted) throw badField('quotes', 'must be the id of a message of this conversation');
  if (quoted.providerId === null) throw badField('quotes', 'names a message that has not gone out yet');
  return quoted.providerId;
}
