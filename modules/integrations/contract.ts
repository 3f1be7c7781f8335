import { z } from 'zod';
import { Id } from '#contract/identifiers.ts';
import { Language, line, Time } from '#contract/values.ts';

/** What an event is about decides who may ask for it: the permission to read the same through the API. */
export const eventTypes = {
  'message.received': { permission: 'conversations.read', summary: 'A contact wrote. Data: the message.' },
  'message.sent': { permission: 'conversations.read', summary: 'The provider took a message of ours. Data: the message.' },
  'message.status': {
    permission: 'conversations.read',
    summary: 'A message of ours was delivered, read, or did not go out. Data: the message.',
  },
  'conversation.handed_over': { permission: 'conversations.read', summary: 'People answer from now on. Data: the conversation.' },
  'conversation.given_back': { permission: 'conversations.read', summary: 'The assistant answers again. Data: the conversation.' },
  'conversation.closed': { permission: 'conversations.read', summary: 'Somebody closed it. Data: the conversation.' },
  'conversation.reopened': { permission: 'conversations.read', summary: 'It is open again. Data: the conversation.' },
  'contact.created': { permission: 'contacts.read', summary: 'Somebody is new. Data: the contact with its addresses.' },
  'contact.changed': { permission: 'contacts.read', summary: 'Name or language changed. Data: the contact with its addresses.' },
  'turn.decided': { permission: 'turns.read', summary: 'A decision was made. Data: the turn, its structure without evidence.' },
  'incident.raised': {
    permission: 'incidents.read',
    summary:
      'A message needs attention, or it got worse and people are called again. Data: ids, severity, times, a link; the text only where that is switched on.',
  },
  'incident.acknowledged': { permission: 'incidents.read', summary: 'Somebody deals with it. Data: the same.' },
  'incident.closed': { permission: 'incidents.read', summary: 'It was resolved, or a false alarm. Data: the same.' },
  'channel.paused': {
    permission: 'channels.read',
    summary: 'The provider refuses us until somebody mends it. Data: the channel, in brief.',
  },
  'channel.resumed': { permission: 'channels.read', summary: 'It works again. Data: the channel, in brief.' },
  'channel.disabled': { permission: 'channels.read', summary: 'Somebody stopped it. Data: the channel, in brief.' },
} as const;

export type EventType = keyof typeof eventTypes;
export const EventType = z.enum(Object.keys(eventTypes) as [EventType, ...EventType[]]);

/** What is posted to a subscriber. */
export const WebhookEvent = z.object({
  id: Id.describe('The same for every attempt: take it once.'),
  type: EventType,
  occurredAt: Time,
  organization: Id,
  data: z.record(z.string(), z.unknown()),
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;

export const Trouble = z.object({ code: z.string(), reason: z.string(), advice: z.string() });
export type Trouble = z.infer<typeof Trouble>;

const Url = z.url({ protocol: /^https?$/, error: 'Must be a web address that begins with https://.' }).max(2000);
const Events = z.array(EventType).min(1).max(Object.keys(eventTypes).length);

export const WebhookSubscription = z.object({
  id: Id,
  url: z.string(),
  events: z.array(EventType),
  description: z.string().nullable(),
  state: z.enum(['active', 'disabled']),
  trouble: Trouble.nullable().describe('Why it was disabled, and what to do.'),
  failingSince: Time.nullable().describe('Since when no delivery has been taken.'),
  keyIds: z.array(z.string()).describe('Which secrets sign; two while one is being replaced.'),
  createdAt: Time,
  changedAt: Time,
});
export type WebhookSubscription = z.infer<typeof WebhookSubscription>;
export const WebhookSubscriptionCreation = z.strictObject({ url: Url, events: Events, description: line(200).optional() });
export type WebhookSubscriptionCreation = z.infer<typeof WebhookSubscriptionCreation>;
export const WebhookSubscriptionChange = z.strictObject({
  url: Url.optional(),
  events: Events.optional(),
  description: line(200).nullable().optional(),
  state: z.enum(['active', 'disabled']).optional(),
});
export type WebhookSubscriptionChange = z.infer<typeof WebhookSubscriptionChange>;
export const CreatedWebhookSubscription = WebhookSubscription.extend({
  secret: z.object({ id: z.string(), secret: z.string() }).describe('What signs from now on; it is shown this once.'),
});
export type CreatedWebhookSubscription = z.infer<typeof CreatedWebhookSubscription>;
export const SecretRotation = z.strictObject({
  graceHours: z.number().int().min(0).max(168).default(24).describe('For how long the old secret signs as well, at most seven days.'),
});
export type SecretRotation = z.infer<typeof SecretRotation>;

export const DeliveryState = z.enum(['waiting', 'delivered', 'failed']);
export const WebhookDelivery = z.object({
  id: Id,
  subscriptionId: Id,
  eventId: Id,
  type: EventType,
  occurredAt: Time,
  state: DeliveryState,
  attempts: z.int(),
  dueAt: Time.nullable().describe('When it is tried next; null: it is done, or an earlier event of its conversation waits.'),
  triedAt: Time.nullable(),
  code: z.int().nullable().describe('The status of the last answer.'),
  tookMs: z.int().nullable(),
  answer: z.string().nullable().describe('The beginning of the last answer, at most 2 KiB.'),
  problem: z.string().nullable().describe('Why there was no answer, or why it does not count.'),
  createdAt: Time,
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
export const Replay = z.strictObject({
  from: Time,
  to: Time,
  state: DeliveryState.exclude(['waiting']).optional().describe('Only these; left out: delivered and failed ones.'),
});
export type Replay = z.infer<typeof Replay>;
export const Replayed = z.object({ count: z.int().describe('How many are delivered again, at most 10,000 at a time: the oldest.') });

/** A template: {{ body.order.id }}. */
const Template = z.string().max(4000).regex(/\S/, 'Must not be empty or blank.');
const Whom = z.strictObject({
  channelType: z.string().min(1).max(40).describe('Of the identity: "whatsapp".'),
  address: Template.max(300).describe('The identity, as a template: "phone:{{ body.phone }}".'),
});
export const IncomingAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.literal('contact'), identity: Whom, name: Template.max(300).optional(), language: Language.optional() }),
  z.strictObject({ kind: z.literal('message'), identity: Whom, channelId: Id, text: Template }),
]);
export type IncomingAction = z.infer<typeof IncomingAction>;

/** "order.id", "items[0].sku" is not offered: a name says a path of fields. */
const Path = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'Must be names of fields with dots between them.');
export const Deduplication = z.union(
  [z.strictObject({ header: z.string().regex(/^[A-Za-z0-9-]{1,60}$/) }), z.strictObject({ field: Path })],
  'must be {"header": "name"} or {"field": "path"}',
);

export const IncomingWebhook = z.object({
  id: Id,
  name: z.string(),
  start: z.string().describe('The first characters of its token.'),
  state: z.enum(['active', 'disabled']),
  action: IncomingAction,
  deduplicate: Deduplication.nullable(),
  createdAt: Time,
  changedAt: Time,
});
export type IncomingWebhook = z.infer<typeof IncomingWebhook>;
export const IncomingWebhookCreation = z.strictObject({
  name: line(80),
  action: IncomingAction,
  deduplicate: Deduplication.optional().describe('Where a call says which one it is; a second one of the same name changes nothing.'),
});
export type IncomingWebhookCreation = z.infer<typeof IncomingWebhookCreation>;
export const IncomingWebhookChange = z.strictObject({
  name: line(80).optional(),
  action: IncomingAction.optional(),
  deduplicate: Deduplication.nullable().optional(),
  state: z.enum(['active', 'disabled']).optional(),
});
export type IncomingWebhookChange = z.infer<typeof IncomingWebhookChange>;
export const CreatedIncomingWebhook = IncomingWebhook.extend({ url: z.url().describe('With its token; it is shown this once.') });
export type CreatedIncomingWebhook = z.infer<typeof CreatedIncomingWebhook>;

export const IncomingCall = z.object({
  id: Id,
  name: z.string().nullable().describe('What the caller says it is called.'),
  state: z.enum(['waiting', 'working', 'done', 'failed']),
  body: z.unknown().describe('Without what looks like a secret.'),
  result: z.record(z.string(), z.string()).nullable().describe('The ids of what it led to.'),
  trouble: Trouble.nullable(),
  createdAt: Time,
});
export type IncomingCall = z.infer<typeof IncomingCall>;
export const AcceptedCall = z.object({
  id: Id.describe('Of the call in the log.'),
  repeated: z.boolean().describe('It was taken before.'),
});
