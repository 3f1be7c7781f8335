import { z } from 'zod';
import { Id } from './identifiers.ts';
import { byKind } from './message-contents.ts';
import { SendTrouble } from './messages.ts';
import { Time } from './values.ts';

/** What people and programs see of conversations, messages and the decisions about them. */

export const Conversation = z.object({
  id: Id,
  contactId: Id,
  channelId: Id,
  state: z.enum(['open', 'closed']),
  handler: z.enum(['assistant', 'people']).describe('Who answers.'),
  handlerReason: z.string().nullable().describe('Why people answer, as a word for programs; null: nobody took it from the assistant.'),
  stage: z.string().nullable().describe('The named stage it is in, set by a flow or by hand; null: none.'),
  optedOutAt: Time.nullable().describe('Since when the contact wants no messages here.'),
  lastInboundAt: Time.nullable().describe('When the contact last wrote; null: not yet.'),
  lastMessageAt: Time.describe('The last message in either direction; lists are sorted by it.'),
  createdAt: Time,
  former: z
    .boolean()
    .describe(
      'Of a record that was joined with another which had a conversation here too: kept for reading; what comes now is in that one.',
    ),
});
export type Conversation = z.infer<typeof Conversation>;

export const MessageStatus = z.enum([
  'received',
  'pending',
  'sending',
  'uncertain',
  'needs_template',
  'error',
  'failed',
  'sent',
  'delivered',
  'read',
]);

/** One message, in either direction; `kind` says what its content is. */
export const Message = byKind({
  id: Id,
  conversationId: Id,
  contactId: Id,
  channelId: Id,
  direction: z.enum(['in', 'out']).describe('"in": from the contact.'),
  text: z.string().nullable().describe('The words in it; of a file, its caption; null: it has none.'),
  raw: z.unknown().describe('The provider’s own form, where ours says less.'),
  author: z
    .enum(['contact', 'assistant', 'member', 'api_key', 'system', 'phone_app'])
    .describe('"phone_app": somebody of the organization, in the provider’s own app on a phone.'),
  authorId: z.string().nullable().describe('Of a member or an API key: its id.'),
  turnId: Id.nullable().describe('The decision that made it.'),
  status: MessageStatus.describe(
    'In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards.',
  ),
  trouble: SendTrouble.nullable().describe('Why it was not sent, and what to do.'),
  late: z.boolean().describe('Arrived more than 24 hours after it was written; left to people.'),
  providerId: z.string().nullable().describe('The provider’s id; null: not sent yet.'),
  quotes: Id.nullable().describe('The message it answers, reacts to, edits or deletes; null also when that is not stored.'),
  quotesProviderId: z.string().nullable().describe('The same, as the provider names it.'),
  writtenAt: Time.nullable().describe('In: when the provider says it was written.'),
  createdAt: Time.describe('When it was stored here.'),
  sentAt: Time.nullable().describe('Out: when the provider took it.'),
  deliveredAt: Time.nullable().describe('Out: when it reached the contact’s device; null: not yet, or nobody said so.'),
  readAt: Time.nullable().describe('Out: when the contact read it; null: not yet, or nobody said so.'),
  retriedAs: Id.nullable().describe('The new message that was queued in its place when somebody sent it once more.'),
}).meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const TraceLine = z.object({
  step: z.string().describe('Where it was decided: "guard.stop", "assistant.offline".'),
  outcome: z.string(),
  reason: z.string(),
  numbers: z.record(z.string(), z.number()).optional(),
  evidence: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('May hold words of the contact; kept 30 days, shown only with the permission turns.read_evidence.'),
  atMs: z.int().optional().describe('So many milliseconds after the turn began; absent: in the first.'),
});
export type TraceLine = z.infer<typeof TraceLine>;

export const Turn = z.object({
  id: Id,
  contactId: Id,
  conversationId: Id,
  outcome: z.string().describe('Which way it went, as a word for programs: "open" is the assistant’s.'),
  messages: z.int().describe('How many messages it decided over.'),
  tookMs: z.int(),
  createdAt: Time,
  trace: z.array(TraceLine).describe('What was looked at, in order.'),
});
export type Turn = z.infer<typeof Turn>;
