import { Message } from '#contract/conversations.ts';
import { exampleId, exampleOtherId } from '#contract/examples.ts';
import { MessageCreation } from '#contract/messages.ts';
import { IdParams } from '#contract/values.ts';
import type { Feature } from '#core/feature.ts';
import { exampleMessage } from '#core/messages/routes.ts';
import { defineModule, defineRoute, type Route } from '#platform/module.ts';
import { deadSends } from './dead-sends.ts';
import { retrySend } from './retry-send.ts';
import { type SendTools, sendMessage } from './send-message.ts';

/** Sending: messages written by people and programs, and another try for those that did not go out. */
export function outboxModule(tools: SendTools): Feature {
  return defineModule({
    name: 'outbox',
    summary: 'Sending messages, and trying again what did not go out.',
    permissions: [
      {
        name: 'messages.send',
        summary: 'Write to contacts and send again what failed.',
        roles: ['admin', 'agent', 'clinician'],
        apiKey: true,
      },
    ],
    errors: [
      { code: 'outbox.opted_out', status: 409, summary: 'The person asked for no more messages on this channel.' },
      { code: 'outbox.not_sendable', status: 400, summary: 'The channel cannot send this; the details name the limit.' },
      { code: 'outbox.channel_disabled', status: 409, summary: 'The conversation’s channel is disabled.' },
      {
        code: 'outbox.former_conversation',
        status: 409,
        summary: 'The conversation is of a record that was merged; the contact has another one on the channel.',
      },
      { code: 'outbox.not_failed', status: 409, summary: 'The message was sent, is still on its way, or was sent once more already.' },
    ],
    deadLetters: [deadSends(tools)],
    nouns: [{ name: 'failed-sends', personal: true, tells: 'message.changed' }],
    routes: routes(tools),
  });
}

function routes(tools: SendTools): readonly Route[] {
  const pending = {
    ...exampleMessage,
    author: 'api_key' as const,
    authorId: exampleOtherId,
    turnId: null,
    status: 'pending' as const,
    providerId: null,
  };
  const queued: Message = { ...pending, sentAt: null, deliveredAt: null, readAt: null };
  return [
    defineRoute({
      method: 'POST',
      path: '/api/conversations/:id/messages',
      summary: 'Send a message',
      description:
        'Queued behind what is already on its way in this conversation; the answer is the message as `pending`, and `GET /api/messages/{id}` follows it. What the channel cannot send is refused, naming the field. More than 24 hours after the contact last wrote, on WhatsApp, it becomes `needs_template`. With an `Idempotency-Key` a repeated request sends once. With `seenTo` nothing is sent when somebody else, or the assistant, has answered since. A member’s message takes the conversation from the assistant unless the organization wants both (`/api/desk/settings`). Who asked for silence is not written to; but while an incident of theirs is open that is high or imminent, a member who may see it may answer with free text while the window is open.',
      permission: 'messages.send',
      params: IdParams,
      body: MessageCreation,
      response: Message,
      status: 201,
      errors: [
        'outbox.opted_out',
        'outbox.not_sendable',
        'outbox.channel_disabled',
        'outbox.former_conversation',
        'desk.answered_meanwhile',
      ],
      example: { params: { id: exampleOtherId }, body: { kind: 'text', text: 'Good morning! How can we help?' }, response: queued },
      handle: (scope, { params, body }) => sendMessage(scope, tools, { conversationId: params.id, message: body }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/failed-sends/:id/retry',
      summary: 'Send a message that did not go out once more',
      description:
        'Queues a new message and answers with it; the old one names it in `retriedAs`. Once a message: retry the new one. Who asked for silence is sent it where a member may answer them, as with a new message.',
      permission: 'messages.send',
      params: IdParams,
      response: Message,
      errors: ['outbox.opted_out', 'outbox.not_failed'],
      example: { params: { id: exampleId }, response: { ...queued, id: exampleOtherId } },
      handle: (scope, { params }) => retrySend(scope, tools, params.id),
    }),
  ];
}
