import { z } from 'zod';
import { AssistantChoice } from '#contract/channels.ts';
import { TraceLine, Turn } from '#contract/conversations.ts';
import { Id } from '#contract/identifiers.ts';
import { SendTrouble } from '#contract/messages.ts';
import { ModelCall } from '#contract/models.ts';
import { Language, Time } from '#contract/values.ts';

/** Why a conversation was answered as it was, and what would be answered now. */

const Words = {
  text: z.string().nullable().describe('Null: it has none, or they are not for the asker.'),
  characters: z.int().nullable().describe('How long it is; null: it has none.'),
};

export const TurnStage = z.object({
  stage: z
    .string()
    .describe('"written", "arrived", "begun", a step of the trace ("guard.stop"), "committed", "sent", "delivered", "read".'),
  at: Time,
  tookMs: z.int().nullable().describe('Until the next stage; null: it is the last.'),
});

export const Cost = z.object({ amount: z.number(), currency: z.string() });

export const TurnModel = z.object({
  calls: z.array(ModelCall.omit({ turnId: true, contactId: true }).extend({ provider: z.string() })),
  inputTokens: z.int().nullable().describe('Null: unknown.'),
  outputTokens: z.int().nullable(),
  cost: z.array(Cost).nullable().describe('By currency. Null: unknown, because it is of at least one call.'),
});

export const TurnDetail = Turn.extend({
  trace: z.array(
    TraceLine.extend({
      lengths: z
        .record(z.string(), z.int())
        .optional()
        .describe('How much the evidence holds, for who may not read it: characters of words, else entries.'),
    }),
  ),
  channelId: Id,
  assistant: z.string().nullable().describe('The assistant that answered; null: something else did.'),
  evidence: z
    .enum(['shown', 'not_permitted', 'expired', 'none'])
    .describe('Whether the words of the trace are there. They are kept 30 days.'),
  stages: z.array(TurnStage),
  took: z
    .array(z.object({ id: Id, kind: z.string(), ...Words, late: z.boolean(), arrivedAt: Time }))
    .describe('The messages it decided over.'),
  made: z
    .array(
      z.object({
        id: Id,
        kind: z.string(),
        ...Words,
        status: z.string(),
        trouble: SendTrouble.nullable(),
        sentAt: Time.nullable(),
        deliveredAt: Time.nullable(),
        readAt: Time.nullable(),
      }),
    )
    .describe('The replies.'),
  prompt: z
    .object({ system: z.string(), messages: z.array(z.unknown()), answers: z.array(z.unknown()) })
    .nullable()
    .describe('What a model was asked and what it answered; null: none was, or it is not for the asker.'),
  tools: z.array(z.string()).describe('What was started: intents, by their names.'),
  model: TurnModel.nullable().describe('Null: no model was asked.'),
});
export type TurnDetail = z.infer<typeof TurnDetail>;

/** What a decision comes to. */
export const Decided = z.object({
  outcome: z.string(),
  handler: z.enum(['assistant', 'people']).describe('Who answers from then on.'),
  replies: z.array(z.object({ kind: z.string(), text: z.string().nullable(), content: z.record(z.string(), z.unknown()).nullable() })),
  trace: z.array(TraceLine),
});
export type Decided = z.infer<typeof Decided>;

const ModelUse = z.object({
  asked: z.boolean(),
  reason: z.string().nullable().describe('Why not, for people; null: it was, or nothing wanted to.'),
});
const askModel = z
  .boolean()
  .default(false)
  .describe('Confirms that a model may be asked, which costs; without it the offline assistant answers.');

export const ReplayRequest = z.strictObject({
  askModel,
  assistant: AssistantChoice.optional().describe('Settings of an assistant to try in place of the channel’s. Needs "assistants.try".'),
});
export type ReplayRequest = z.infer<typeof ReplayRequest>;

export const Replay = z.object({
  turnId: Id,
  before: Decided,
  now: Decided,
  differences: z.array(z.enum(['outcome', 'handler', 'replies', 'steps'])).describe('In what they differ; empty: in nothing.'),
  notKept: z
    .array(z.object({ what: z.string(), reason: z.string() }))
    .describe('What was so then and is not known any more, with what stands in its place.'),
  model: ModelUse,
});
export type Replay = z.infer<typeof Replay>;

export const TryRequest = z.strictObject({
  assistant: AssistantChoice,
  channelId: Id.optional().describe('As on this channel; else as on one that can do what WhatsApp can.'),
  language: Language.optional().describe('Of the person who writes.'),
  messages: z
    .array(z.strictObject({ from: z.enum(['contact', 'assistant']), text: z.string().min(1).max(4096) }))
    .min(1)
    .max(60)
    .refine((messages) => messages.at(-1)?.from === 'contact', 'must end with what the contact writes'),
  memory: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('As the last answer gave it, so that a number typed means the choice shown.'),
  askModel,
});
export type TryRequest = z.infer<typeof TryRequest>;

export const Tried = Decided.extend({ memory: z.record(z.string(), z.unknown()), model: ModelUse });
export type Tried = z.infer<typeof Tried>;
