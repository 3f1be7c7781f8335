import { z } from 'zod';
import { Id } from './identifiers.ts';
import { SendTrouble } from './messages.ts';
import { Time } from './values.ts';

export const DeadLetterKind = z.enum(['send', 'turn', 'delivery', 'call', 'run']);
export type DeadLetterKind = z.infer<typeof DeadLetterKind>;

export const DeadLetter = z.object({
  kind: DeadLetterKind.describe(
    'A message that did not go out; a turn that failed again and again; an event that a webhook subscription was not told; a call of an incoming webhook that led to nothing; a run of a flow that could not go on.',
  ),
  id: Id,
  at: Time.describe('When it was made.'),
  trouble: SendTrouble.nullable().describe('Why, and what to do.'),
  conversationId: Id.nullable(),
  subscriptionId: Id.nullable(),
  webhookId: Id.nullable(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;
export const Replayed = z.object({ kind: DeadLetterKind, id: Id });
