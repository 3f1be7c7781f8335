import { z } from 'zod';
import { Id } from './identifiers.ts';
import { HttpsLink, latitude, longitude } from './parts.ts';
import { describeTemplate } from './template.ts';

/**
 * What can be said to a contact, in our own terms. A channel's adapter translates it to the provider's wire format.
 * The limits here are the widest any channel has; each adapter's abilities are narrower and checked before sending.
 */
const describeChoice = (object: typeof z.object, words: Words) =>
  object({ id: words(256), title: words(200), description: z.string().max(400).optional() });

/** Words, and questions to tap an answer to. */
function describeWords(object: typeof z.object, words: Words) {
  const choice = describeChoice(object, words);
  const text = words(65_536);
  const frame = {
    header: words(60).optional().describe('Above the text.'),
    footer: words(60).optional().describe('Below the text, smaller.'),
  };
  return [
    object({ kind: z.literal('text'), text, preview: z.boolean().optional().describe('Show a preview of the first link.') }),
    object({ kind: z.literal('buttons'), text, ...frame, buttons: z.array(choice).min(1).max(10).describe('Answers to tap.') }),
    object({
      kind: z.literal('list'),
      text,
      ...frame,
      button: words(20).describe('What is tapped to open the list.'),
      sections: z
        .array(object({ title: z.string().max(24).optional(), rows: z.array(choice).min(1).max(10) }))
        .min(1)
        .max(10),
    }),
    object({ kind: z.literal('url'), text, ...frame, button: words(60).describe('What is tapped.'), url: HttpsLink }),
    object({ kind: z.literal('location_request'), text }),
    object({
      kind: z.literal('form'),
      text,
      ...frame,
      button: words(60).describe('What is tapped to open it.'),
      form: z
        .union([object({ id: words(64) }), object({ name: words(256) })])
        .describe('A form made at the provider (a WhatsApp Flow), by id or name.'),
      token: words(200).optional().describe('Comes back with the answers.'),
      draft: z.boolean().optional().describe('Send it although it is not published.'),
      screen: words(128).optional().describe('Where it begins; without it the form’s own server decides, when it has one.'),
      data: z.record(z.string(), z.unknown()).optional().describe('For the first screen.'),
    }),
  ] as const;
}

/** Files, things and signs. */
function describeThings(object: typeof z.object, words: Words) {
  const file = {
    file: Id.optional().describe('A file of ours: one that was uploaded (POST /api/files) or that a contact sent. Or give link.'),
    link: HttpsLink.optional().describe('Where the provider fetches it. Or give file.'),
  };
  const caption = words(65_536).optional().describe('Shown below it.');
  const fileName = words(240).optional().describe('What the contact sees it called.');
  const card = object({
    name: words(256).describe('As it is shown.'),
    firstName: words(128).optional(),
    lastName: words(128).optional(),
    organization: words(256).optional(),
    title: words(128).optional(),
    phones: z
      .array(object({ phone: words(40), type: words(20).optional(), whatsapp: words(20).optional() }))
      .max(20)
      .optional(),
    emails: z
      .array(object({ email: words(254), type: words(20).optional() }))
      .max(20)
      .optional(),
    urls: z
      .array(object({ url: words(2000), type: words(20).optional() }))
      .max(20)
      .optional(),
  });
  return [
    object({ kind: z.literal('image'), ...file, text: caption }).refine(oneSource, sourceFault),
    object({ kind: z.literal('video'), ...file, text: caption }).refine(oneSource, sourceFault),
    object({ kind: z.literal('document'), ...file, text: caption, fileName }).refine(oneSource, sourceFault),
    object({ kind: z.literal('audio'), ...file }).refine(oneSource, sourceFault),
    object({ kind: z.literal('sticker'), ...file }).refine(oneSource, sourceFault),
    object({ kind: z.literal('location'), latitude, longitude, name: words(256).optional(), address: words(512).optional() }),
    object({ kind: z.literal('contacts'), contacts: z.array(card).min(1).max(50) }),
    object({ kind: z.literal('reaction'), emoji: z.string().min(1).max(32).nullable().describe('Null takes it back.') }),
    describeTemplate(object, words),
  ] as const;
}
const variants = (object: typeof z.object, words: Words) => [...describeWords(object, words), ...describeThings(object, words)] as const;
type Words = (most: number) => z.ZodString;

interface Source {
  readonly file?: string | undefined;
  readonly link?: string | undefined;
}
const oneSource = ({ file, link }: Source) => (file === undefined) !== (link === undefined);
const sourceFault = { error: 'Must be given, or link in its place; not both.', path: ['file'] };

/** What is stored and sent: read as it is. */
const stored: Words = (most) => z.string().min(1).max(most);
export const Choice = describeChoice(z.object, stored);
export type Choice = z.infer<typeof Choice>;
export const OutboundContent = z.discriminatedUnion('kind', variants(z.object, stored));
export type OutboundContent = z.infer<typeof OutboundContent>;
export type OutboundKind = OutboundContent['kind'];
export type Content<Kind extends OutboundKind> = Extract<OutboundContent, { kind: Kind }>;

const [first, ...others] = variants(z.strictObject as typeof z.object, (most) =>
  z.string().max(most).regex(/\S/, 'Must not be empty or blank.'),
).map((variant) =>
  variant.safeExtend({
    quotes:
      variant.shape.kind.value === 'reaction'
        ? Id.describe('The message it reacts to.')
        : Id.optional().describe('The message of this conversation it answers, shown above it.'),
    seenTo: z
      .uuid()
      .optional()
      .describe(
        'The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent.',
      ),
    anyway: z.boolean().optional().describe('Send it all the same.'),
  }),
);

/** The same as somebody outside may write it: no field we do not know, no text in which nothing can be read; what it quotes, and what they had seen. */
export const MessageCreation = z.discriminatedUnion('kind', [
  first as NonNullable<typeof first>,
  ...others,
]) as unknown as z.ZodType<MessageCreation>;
export type MessageCreation = OutboundContent & {
  readonly quotes?: string | undefined;
  readonly seenTo?: string | undefined;
  readonly anyway?: boolean | undefined;
};

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
export const SendTrouble = z
  .object({
    code: z.string().describe('For programs.'),
    reason: z.string().describe('What happened, for people.'),
    advice: z.string().describe('What to do about it.'),
    provider: z
      .object({ code: z.string().optional(), message: z.string().optional() })
      .optional()
      .describe('The provider’s own code and words, for the person who has to ask them.'),
  })
  .meta({ id: 'SendTrouble' });
export type SendTrouble = z.infer<typeof SendTrouble>;
