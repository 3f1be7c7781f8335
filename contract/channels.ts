import { z } from 'zod';
import { Id } from './identifiers.ts';
import { SendTrouble } from './messages.ts';
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

export const Channel = z.object({
  id: Id,
  type: z.string().describe('The kind of channel: "whatsapp", "simulator".'),
  name: z.string().describe('For the people of the organization.'),
  state: ChannelState.describe('"paused": the provider refuses us until somebody mends it; see trouble.'),
  trouble: SendTrouble.nullable().describe('Why it is paused, and what to do.'),
  settings: Values.describe('What its kind is configured with, its defaults filled in.'),
  secretsSet: z.array(z.string()).describe('Which secrets are set; they are never shown.'),
  limits: z
    .object({ perSecond: z.number(), pair: z.object({ burst: z.number(), everySeconds: z.number() }) })
    .describe('How fast messages go out: its own limits, else those of its kind.'),
  assistant: AssistantChoice,
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
