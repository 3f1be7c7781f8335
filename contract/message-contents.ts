import { z } from 'zod';
import { Id } from './identifiers.ts';

/**
 * What a stored message holds beside its text, by its kind, in either direction. Fields are optional where a direction, a channel or a person
 * leaves them out.
 */

/** The states of a file that a contact sent. */
export const fileStates = ['waiting', 'stored', 'too_large', 'wrong_type', 'expired', 'failed'] as const;

export const ReceivedFile = z
  .object({
    state: z.enum(fileStates).describe('"waiting": it is being fetched from the provider.'),
    file: Id.optional().describe('When it is stored: read it at /api/files/{id}.'),
    mediaType: z.string().optional(),
    size: z.int().optional().describe('In bytes.'),
    reason: z.string().optional().describe('Why it is not there.'),
    advice: z.string().optional().describe('What to do about it.'),
  })
  .meta({ id: 'ReceivedFile' });
export type ReceivedFile = z.infer<typeof ReceivedFile>;

const text = z.string().optional();
const number = z.number().optional();

/** What any message of a contact may carry. */
const about = {
  forwarded: z.boolean().optional().describe('Not written by them.'),
  forwardedOften: z.boolean().optional(),
  product: z.object({ catalogId: text, productId: text }).optional().describe('The product it is about.'),
  referral: z
    .object({
      url: text,
      id: text,
      source: text.describe('"ad" or "post".'),
      headline: text,
      body: text,
      mediaType: text,
      imageUrl: text,
      videoUrl: text,
      thumbnailUrl: text,
      clickId: text,
      welcome: text,
    })
    .optional()
    .describe('The advertisement or post they came from.'),
};
const choice = z.object({ id: z.string(), title: z.string(), description: text });
const frame = { header: text, footer: text };
const media = {
  media: ReceivedFile.optional().describe('Of a contact: the file they sent.'),
  file: Id.optional().describe('Of ours: the file that was sent.'),
  link: text.describe('Of ours, when it is not kept here: where the provider fetched it.'),
  fileName: text,
  voice: z.boolean().optional().describe('Spoken into the phone.'),
  animated: z.boolean().optional(),
};
/** Words a model made of a file, where the channel's assistant lets it. */
const heard = { transcript: text.describe('Of a contact: what a model heard in it.') };
const seen = { description: text.describe('Of a contact: what a model saw in it.') };
const order = z.object({ productId: z.string(), quantity: number, price: number, currency: text });
const card = z.object({
  name: text,
  firstName: text,
  lastName: text,
  organization: text,
  title: text,
  phones: z.array(z.object({ phone: text, type: text, whatsapp: text })).optional(),
  emails: z.array(z.union([z.string(), z.object({ email: text, type: text })])).optional(),
  urls: z.array(z.object({ url: text, type: text })).optional(),
});
const anything = z.record(z.string(), z.unknown());

const contents = {
  text: z.object({ ...about, preview: z.boolean().optional() }),
  button: z.object({ ...about, id: text.describe('What the tapped button of a template was sent with.') }),
  choice: z.object({ ...about, id: z.string().describe('The button or row that was tapped.'), description: text }),
  image: z.object({ ...about, ...media, ...seen }),
  audio: z.object({ ...about, ...media, ...heard }),
  voice: z.object({ ...about, ...media, ...heard }),
  video: z.object({ ...about, ...media }),
  document: z.object({ ...about, ...media }),
  sticker: z.object({ ...about, ...media }),
  location: z.object({ ...about, latitude: z.number(), longitude: z.number(), name: text, address: text, url: text }),
  contacts: z.object({ ...about, contacts: z.array(card) }),
  reaction: z.object({ ...about, emoji: z.string().nullable().describe('Null: it was taken back.') }),
  order: z.object({ ...about, catalogId: text, items: z.array(order) }),
  system: z.object({
    event: z.enum(['number_changed', 'device_changed', 'other']),
    number: text.describe('Their new number.'),
    type: text,
  }),
  edit: z.object({ kind: z.string().describe('Of what it says now, in place of the message it quotes.'), content: anything.optional() }),
  delete: z.object({}),
  form: z.object({
    ...about,
    ...frame,
    name: text,
    response: anything.optional().describe('Of a contact: what they filled in.'),
    responseText: text.describe('Of a contact: what they filled in, when it cannot be read.'),
    button: text,
    form: z.object({ id: text, name: text }).optional(),
    token: text,
    draft: z.boolean().optional(),
    screen: text,
    data: anything.optional(),
  }),
  unsupported: z.object({ ...about, type: text.describe('What the provider calls it.') }),
  buttons: z.object({ ...frame, buttons: z.array(choice) }),
  list: z.object({ ...frame, button: z.string(), sections: z.array(z.object({ title: text, rows: z.array(choice) })) }),
  url: z.object({ ...frame, button: z.string(), url: z.string() }),
  location_request: z.object({}),
  template: z.object({
    name: z.string(),
    language: z.string(),
    header: anything.optional(),
    body: z.array(z.unknown()).optional(),
    buttons: z.array(anything).optional(),
    offer: anything.optional(),
    order: anything.optional(),
    cards: z.array(anything).optional(),
  }),
};

export type MessageKind = keyof typeof contents;
export const messageContents: Readonly<Record<MessageKind, z.ZodObject>> = contents;

/** A message's shape for each kind, from what all of them share. */
export function byKind<Shape extends z.ZodRawShape>(shared: Shape) {
  const variant = <Kind extends MessageKind>(kind: Kind) => {
    const content = contents[kind].nullable().describe('What it holds beside its text.') as z.ZodType<z.infer<
      (typeof contents)[Kind]
    > | null>;
    return z.object({ ...shared, kind: z.literal(kind), content });
  };
  const kinds = Object.keys(contents) as MessageKind[];
  type Variant = { [Kind in MessageKind]: ReturnType<typeof variant<Kind>> }[MessageKind];
  return z.discriminatedUnion('kind', kinds.map(variant) as unknown as [Variant, ...Variant[]]);
}
