import { z } from 'zod';
import { Id } from '#contract/identifiers.ts';
import { HttpsLink, latitude, longitude } from '#contract/parts.ts';
import { line, Time } from '#contract/values.ts';

/** The phone in the browser: a test contact who writes through a channel of the type "simulator", the whole real way. */

export const Phone = z.object({
  id: Id,
  name: z.string().describe('As the contact is called.'),
  channelId: Id,
  contactId: Id.describe('A test contact: statistics leave it out. Starting again makes a new one.'),
  conversationId: Id.nullable().describe('Null: it has not written yet.'),
  off: z.boolean().describe('What is sent to it stays "sent" until it is turned on.'),
  fails: z.boolean().describe('What is sent to it comes back as not delivered.'),
  createdAt: Time,
});
export type Phone = z.infer<typeof Phone>;

export const PhoneCreation = z.strictObject({
  name: line(80),
  channelId: Id.optional().describe('A channel of the type "simulator"; else the first one there is, or a new one.'),
});
export type PhoneCreation = z.infer<typeof PhoneCreation>;

export const PhoneChange = z
  .strictObject({ name: line(80).optional(), off: z.boolean().optional(), fails: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'must say what to change: name, off or fails');
export type PhoneChange = z.infer<typeof PhoneChange>;

const words = (most: number) => z.string().max(most).regex(/\S/, 'Must not be empty or blank.');
const quotes = Id.optional().describe('The message it answers.');
const file = Id.describe('Uploaded before: POST /api/phones/{id}/files, or POST /api/files.');
const caption = words(1024).optional();
const card = z.strictObject({
  name: words(256),
  organization: words(128).optional(),
  phones: z
    .array(z.strictObject({ phone: words(40) }))
    .max(10)
    .optional(),
  emails: z.array(words(254)).max(10).optional(),
});

/** What the phone's owner writes, taps or takes back. */
export const PhoneMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: words(4096), quotes }),
  z.strictObject({ kind: z.literal('image'), file, text: caption, quotes }),
  z.strictObject({ kind: z.literal('video'), file, text: caption, quotes }),
  z.strictObject({ kind: z.literal('document'), file, text: caption, fileName: line(240).optional(), quotes }),
  z.strictObject({ kind: z.literal('voice'), file, quotes }),
  z.strictObject({ kind: z.literal('audio'), file, quotes }),
  z.strictObject({ kind: z.literal('sticker'), file, quotes }),
  z.strictObject({
    kind: z.literal('location'),
    latitude,
    longitude,
    name: words(256).optional(),
    address: words(512).optional(),
    url: HttpsLink.optional(),
    quotes,
  }),
  z.strictObject({ kind: z.literal('contacts'), contacts: z.array(card).min(1).max(10), quotes }),
  z.strictObject({
    kind: z.literal('choice'),
    id: words(256).describe('The button or row that is tapped.'),
    quotes: Id.describe('The message it stands in.'),
  }),
  z.strictObject({ kind: z.literal('reaction'), emoji: z.string().min(1).max(32).nullable().describe('Null takes it back.'), quotes: Id }),
  z.strictObject({ kind: z.literal('edit'), text: words(4096), quotes: Id.describe('Its own message.') }),
  z.strictObject({ kind: z.literal('delete'), quotes: Id.describe('Its own message.') }),
]);
export type PhoneMessage = z.infer<typeof PhoneMessage>;

export const PhoneRead = z.strictObject({ messageId: Id.describe('Everything up to this message was seen.') });
export const PhoneTyping = z.strictObject({ typing: z.boolean() });
