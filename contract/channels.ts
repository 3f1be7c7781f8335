import { z } from 'zod';
import { Id } from './identifiers.ts';
import { SendTrouble } from './messages.ts';
import { TemplateChange } from './template-draft.ts';
import { line, Time } from './values.ts';

export const ChannelState = z.enum(['active', 'paused', 'disabled']);

/** How fast messages may go out; what is not said here comes from the kind of channel. */
export const ChannelLimits = z.strictObject({
  perSecond: z.number().positive().max(10_000).optional().describe('Messages a second for the whole channel.'),
  pair: z
    .strictObject({ burst: z.int().min(1).max(1000), everySeconds: z.number().positive().max(3600) })
    .optional()
    .describe('For one contact: so many at once, then one in so many seconds.'),
});

const Values = z.record(z.string(), z.unknown());
/** `kind` names the assistant; the rest is its own. */
export const AssistantChoice = z.looseObject({ kind: z.string().min(1) });

/** What the provider says of the account behind a channel, and what we saw ourselves. null: not known. */
export const ChannelHealth = z.object({
  quality: z.string().nullable().describe('How people rate the number: "green", "yellow", "red" or "unknown".'),
  tier: z.string().nullable().describe('With how many people a day conversations may be begun, in the provider’s words: "TIER_2K".'),
  displayName: z.string().nullable(),
  nameStatus: z.string().nullable().describe('The provider’s decision about the display name: "APPROVED".'),
  numberStatus: z.string().nullable().describe('"CONNECTED": it can send.'),
  restriction: z.object({ reason: z.string(), since: Time.nullable(), until: Time.nullable() }).nullable(),
  tokenEndsAt: Time.nullable().describe('When the access token ends. null: never, or not known yet; see lookedAt.'),
  lookedAt: Time.nullable().describe('When the provider was last asked about all this; once a day and after changes.'),
  lastWebhookAt: Time.nullable().describe('The last webhook with a good signature.'),
  lastWebhookProvedBy: z
    .enum(['current', 'previous'])
    .nullable()
    .describe('"previous": it was signed with the secret before the one in use.'),
  lastHandshakeAt: Time.nullable().describe('When the provider last asked with the verify token.'),
  lastSendAt: Time.nullable().describe('The last message that the provider took.'),
});
export type ChannelHealth = z.infer<typeof ChannelHealth>;

const FileLimit = z.object({ bytes: z.int(), types: z.array(z.string()).nullable().describe('Media types; null: any.') });
const fileUse = z.enum(['image', 'audio', 'video', 'document', 'sticker']);

/** What can be said on a channel of this kind: what a page greys out, and tells the limit of, before anything is sent. */
export const ChannelAbilities = z.object({
  windowHours: z.number().nullable().describe('How long after the contact’s last message free text may be sent; null: always.'),
  textLength: z.int(),
  buttons: z.object({ count: z.int(), titleLength: z.int(), textLength: z.int().describe('Of the question above them.') }).nullable(),
  list: z.object({ rows: z.int(), titleLength: z.int(), descriptionLength: z.int(), textLength: z.int() }).nullable(),
  files: z.partialRecord(fileUse, FileLimit).nullable().describe('What may be sent as what, and how large; null: no files.'),
  marksRead: z.boolean(),
  typing: z.boolean(),
  templates: z.boolean().describe('It has message templates.'),
  alerts: z
    .enum(['text', 'template'])
    .nullable()
    .describe(
      'It can tell members on their phones of messages that need attention: in words, or by an approved template; null: it cannot.',
    ),
});
export type ChannelAbilities = z.infer<typeof ChannelAbilities>;

export const ChannelSecret = z.object({
  name: z.string(),
  since: Time.nullable().describe('null: from before this was written down.'),
  previousUntil: Time.nullable().describe('Until then the one before it counts too.'),
});

export const Channel = z.object({
  id: Id,
  type: z.string().describe('The kind of channel: "whatsapp", "simulator".'),
  name: z.string().describe('For the people of the organization.'),
  state: ChannelState.describe('"paused": the provider refuses us until somebody mends it; see trouble.'),
  trouble: SendTrouble.nullable().describe('Why it is paused, and what to do.'),
  settings: Values.describe('What its kind is configured with, its defaults filled in.'),
  secretsSet: z.array(z.string()).describe('Which secrets are set; they are never shown.'),
  secrets: z.array(ChannelSecret).describe('Since when each secret is set; never its value.'),
  health: ChannelHealth,
  limits: z
    .object({ perSecond: z.number(), pair: z.object({ burst: z.number(), everySeconds: z.number() }) })
    .describe('How fast messages go out: its own limits, else those of its kind.'),
  abilities: ChannelAbilities.nullable().describe('null: nothing in this installation knows this kind of channel.'),
  assistant: AssistantChoice,
  webhookUrl: z.string().nullable().describe('What the provider is to call; null: this kind of channel takes no webhooks.'),
  provisioned: z.boolean().describe('Named by the provisioning file: settings and secrets are changed there.'),
  createdAt: Time,
  changedAt: Time.describe('When anything of it was last changed.'),
});
export type Channel = z.infer<typeof Channel>;

export const ChannelCreation = z.strictObject({
  type: z.string().min(1).max(40),
  name: line(80),
  settings: Values.default({}),
  secrets: Values.default({}),
  limits: ChannelLimits.optional(),
  assistant: AssistantChoice,
});
export type ChannelCreation = z.infer<typeof ChannelCreation>;

export const ChannelChange = z.strictObject({
  name: line(80).optional(),
  settings: Values.optional().describe('The settings to change; the others stay.'),
  secrets: Values.optional().describe('The secrets to change; the others stay.'),
  limits: ChannelLimits.nullable().optional().describe('null: those of its kind again.'),
  assistant: AssistantChoice.optional(),
});
export type ChannelChange = z.infer<typeof ChannelChange>;

export const ChannelLogEntry = z.object({
  id: Id,
  kind: z.enum(['unreadable', 'not_answered', 'account', 'provider_error', 'refused']),
  reason: z.string(),
  raw: z.unknown().describe('The provider’s own form, cut.'),
  createdAt: Time,
});
export type ChannelLogEntry = z.infer<typeof ChannelLogEntry>;

const templateParts = {
  header: z.object({ kind: z.enum(['text', 'image', 'video', 'document', 'location', 'product']), text: z.string().nullable() }).nullable(),
  body: z.string().nullable(),
  buttons: z.array(
    z.object({
      kind: z.string().describe('"quick_reply", "url", "phone_number", "copy_code" …'),
      text: z.string().nullable(),
      url: z.string().nullable().describe('Of "url": where it leads; it may end in a gap.'),
    }),
  ),
};

/** The words of a template, with its gaps as the provider writes them: {{1}}, {{name}}. */
export const TemplateText = z.object({
  ...templateParts,
  footer: z.string().nullable(),
  offer: z.boolean().default(false).describe('It tells of an offer that ends, and wants to know when.'),
  cards: z.array(z.object(templateParts)).default([]).describe('To swipe through; each is filled like a small template.'),
});
export type TemplateText = z.infer<typeof TemplateText>;

/** What the provider has of a message template. */
export const ChannelTemplate = z.object({
  name: z.string(),
  language: z.string(),
  status: z.string().nullable().describe('The provider’s word: "APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED".'),
  category: z.string().nullable(),
  previousCategory: z.string().nullable().describe('The one it was in before the provider put it into another; null: it did not.'),
  quality: z.string().nullable(),
  reason: z.string().nullable().describe('Why it was refused or stopped.'),
  text: TemplateText.nullable().describe('null: not known until the provider is asked for all of them.'),
  draft: TemplateChange.nullable().describe('As it was written here, with its examples; null: it was made elsewhere.'),
  changedAt: Time.describe('When this was last heard or asked.'),
});
export type ChannelTemplate = z.infer<typeof ChannelTemplate>;

/** A connection looked at step by step. */
export const ChannelCheck = z.object({
  ok: z.boolean().describe('No step is wrong.'),
  checkedAt: Time,
  steps: z.array(
    z.object({
      step: z.string(),
      state: z.enum(['ok', 'wrong', 'unknown']),
      code: z.string().describe('What was found, as a word for programs: "token.valid".'),
      values: z.record(z.string(), z.string()).describe('What the sentences of the code are filled with, for other languages.'),
      text: z.string().describe('What was found, in English.'),
      advice: z.string().nullable().describe('What to do, in English.'),
    }),
  ),
});
export type ChannelCheck = z.infer<typeof ChannelCheck>;
