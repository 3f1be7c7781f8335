import { z } from 'zod';
import { DeadLetter, DeadLetterKind, Replayed } from '#contract/dead-letters.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineModule, defineRoute, type ModuleDefinition } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { type DeadLetters, listDeadLetters, replayDeadLetter } from './dead-letters.ts';

const example: DeadLetter = {
  kind: 'send',
  id: exampleId,
  at: exampleTime,
  trouble: {
    code: 'outbox.uncertain',
    reason: 'The message was handed to the provider, but its answer was lost. The person may have received it.',
    advice: 'Wait for a delivery status. If none comes, ask the person before sending it again.',
  },
  conversationId: exampleOtherId,
  subscriptionId: null,
  webhookId: null,
};

/** Everything that was given up, in one list; each kind belongs to the room or module that declares it. */
export function deadLettersModule(kinds: readonly DeadLetters[]): ModuleDefinition {
  return defineModule({
    name: 'dead_letters',
    summary: 'What was given up, why, and another try.',
    nouns: [{ name: 'dead-letters', personal: true }],
    routes: [
      defineRoute({
        method: 'GET',
        path: '/api/dead-letters',
        summary: 'List what was given up',
        description:
          'The newest first, of every kind the asker may see: messages (`failed_sends.read`), turns (`turns.read`), webhook deliveries (`webhooks.read`), calls of incoming webhooks (`incoming_webhooks.read`).',
        permission: null,
        query: PageQuery.extend({ kind: DeadLetterKind.optional() }),
        response: pageOf(DeadLetter),
        example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
        handle: (scope, { query }) => listDeadLetters(scope, kinds, query),
      }),
      defineRoute({
        method: 'POST',
        path: '/api/dead-letters/:id/replay',
        summary: 'Try once more what was given up',
        description:
          'A message is queued anew, as `POST /api/failed-sends/:id/retry` does; a turn is decided again by the assistant, unless the conversation went on; an event is delivered again; a call is acted on again. Each takes the permission for doing the same by its own address.',
        permission: null,
        params: IdParams,
        body: z.strictObject({ kind: DeadLetterKind }),
        response: Replayed,
        errors: [
          'outbox.opted_out',
          'outbox.not_failed',
          'conversations.moved_on',
          'integrations.still_waiting',
          'integrations.not_failed',
        ],
        example: { params: { id: exampleId }, body: { kind: 'send' }, response: { kind: 'send', id: exampleId } },
        handle: (scope, { params, body }) => replayDeadLetter(scope, kinds, { ...params, ...body }),
      }),
    ],
  });
}
