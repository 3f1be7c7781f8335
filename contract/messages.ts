import { z } from 'zod';

/**
 * What can be said to a contact, in our own terms. A channel's adapter translates it to the provider's wire format.
 * The limits here are the widest any channel has; each adapter's abilities are narrower and checked before sending.
 */
const describeChoice = (object: typeof z.object, words: Words) =>
  object({ id: words(256), title: words(200), description: z.string().max(400).optional() });

function describeContent(object: typeof z.object, words: Words) {
  const choice = describeChoice(object, words);
  const text = words(65_536);
  const header = words(60).optional().describe('Above the text.');
  const footer = words(60).optional().describe('Below the text, smaller.');
  return z.discriminatedUnion('kind', [
    object({ kind: z.literal('text'), text }),
    object({ kind: z.literal('buttons'), text, header, footer, buttons: z.array(choice).min(1).max(10).describe('Answers to tap.') }),
    object({
      kind: z.literal('list'),
      text,
      header,
      footer,
      button: words(20).describe('What is tapped to open the list.'),
      sections: z
        .array(object({ title: z.string().max(24).optional(), rows: z.array(choice).min(1).max(10) }))
        .min(1)
        .max(10),
    }),
  ]);
}
type Words = (most: number) => z.ZodString;

/** What is stored and sent: read as it is. */
const stored: Words = (most) => z.string().min(1).max(most);
export const Choice = describeChoice(z.object, stored);
export type Choice = z.infer<typeof Choice>;
export const OutboundContent = describeContent(z.object, stored);
export type OutboundContent = z.infer<typeof OutboundContent>;

/** The same as somebody outside may write it: no field we do not know, no text in which nothing can be read. */
export const MessageCreation = describeContent(z.strictObject as typeof z.object, (most) =>
  z.string().max(most).regex(/\S/, 'Must not be empty or blank.'),
);

/**
 * What a contact can send, in our own terms. Kinds we translate in full carry `text` or `content`; every kind keeps the
 * provider's own form beside it when our terms say less than the provider did.
 */
export const InboundKind = z.enum([
  'text',
  'button',
  'choice',
  'image',
  'audio',
  'voice',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'order',
  'system',
  'edit',
  'delete',
  'form',
  'unsupported',
]);
export type InboundKind = z.infer<typeof InboundKind>;

/** The states of an outgoing message, in the order they can follow each other; a status never moves backwards. */
export const OutboundStatus = z.enum(['pending', 'sending', 'uncertain', 'needs_template', 'error', 'failed', 'sent', 'delivered', 'read']);
export type OutboundStatus = z.infer<typeof OutboundStatus>;

/** Why a message was not sent and what a person can do about it. */
export const SendTrouble = z.object({
  code: z.string().describe('For programs.'),
  reason: z.string().describe('What happened, for people.'),
  advice: z.string().describe('What to do about it.'),
  provider: z
    .object({ code: z.string().optional(), message: z.string().optional() })
    .optional()
    .describe('The provider’s own code and words, for the person who has to ask them.'),
});
export type SendTrouble = z.infer<typeof SendTrouble>;
