import { z } from 'zod';
import { Id } from './identifiers.ts';
import { line, Time, TimeZone } from './values.ts';

/** What people and programs see of contacts: who they are, where they can be reached, what they agreed to. */

// ISO 639-1, and the two of ours that are written in another script than usual.
const languageTags =
  `aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et
eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku
kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro
ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za
zh zu ur-Latn hi-Latn`.split(/\s+/);

export const ContactLanguage = z
  .string()
  .refine((tag) => languageTags.includes(tag), 'Must be a language of ISO 639-1 in small letters (en, sw, ur), or ur-Latn or hi-Latn.');

export const Identity = z.object({
  channelType: z.string(),
  kind: z.string().describe('What sort of address: "phone", "bsuid", "email" …'),
  address: z.string(),
});
export type Identity = z.infer<typeof Identity>;

const word = (most: number) => z.string().regex(new RegExp(`^[a-z][a-z0-9_-]{0,${most - 1}}$`), 'Must be a word in small letters.');

export const IdentityGiven = z.strictObject({
  channelType: word(32).describe('"whatsapp", "sms", "email" …'),
  kind: word(32).describe('"phone", "email", "bsuid" …'),
  address: line(320).describe('A phone number is read with the organization’s country when it has no country code of its own.'),
});
export type IdentityGiven = z.infer<typeof IdentityGiven>;

export const Contact = z.object({
  id: Id,
  name: z.string().nullable().describe('What the organization calls them, else what their provider says.'),
  language: z.string().nullable().describe('Language tag, once it is known; null: the organization’s is used.'),
  firstSeenAt: Time,
  lastSeenAt: Time.nullable().describe('When they last wrote.'),
});
export type Contact = z.infer<typeof Contact>;

export const Assignment = z.object({ memberId: Id, since: Time });

export const ContactDetail = Contact.extend({
  profileName: z.string().nullable().describe('What the provider calls them.'),
  timeZone: z
    .object({ name: z.string(), from: z.enum(['told', 'country', 'organization']) })
    .describe('What was told; else their country’s, when it has only one; else the organization’s.'),
  identities: z.array(Identity),
  assignedTo: z.array(Assignment),
  optedOut: z.array(z.object({ conversationId: Id, channelId: Id, since: Time })).describe('Where they want no messages.'),
  mergedFrom: z.array(Id).describe('Records that were joined with this one; their ids lead here.'),
  statistics: z.object({
    messagesIn: z.int(),
    messagesOut: z.int(),
    conversations: z.int(),
    firstMessageAt: Time.nullable(),
    lastMessageAt: Time.nullable(),
  }),
});
export type ContactDetail = z.infer<typeof ContactDetail>;

const fields = {
  name: line(200).nullable().optional(),
  language: ContactLanguage.nullable().optional(),
  timeZone: TimeZone.nullable().optional().describe('What they told; null: not known.'),
};
export const ContactCreation = z.strictObject({ ...fields, identities: z.array(IdentityGiven).max(20).default([]) });
export type ContactCreation = z.infer<typeof ContactCreation>;

export const ContactChange = z
  .strictObject(fields)
  .refine((change) => Object.keys(change).length > 0, 'must say what to change: name, language or timeZone');
export type ContactChange = z.infer<typeof ContactChange>;

export const Merge = z.object({
  id: Id,
  keptId: Id,
  mergedId: Id,
  mergedAt: Time,
  undoneAt: Time.nullable(),
  canBeUndoneUntil: Time,
  conversationsMoved: z.int(),
  conversationsShared: z.int().describe('On a channel where both had one: new messages go to the kept contact’s.'),
  messagesMoved: z.int().describe('Unanswered ones that wait in the kept contact’s conversation now.'),
  remembered: z.array(z.string()).describe('What both said differently: the kept contact’s holds, the other is remembered.'),
});
export type Merge = z.infer<typeof Merge>;

export const MergeUndone = z.object({
  keptId: Id,
  restoredId: Id,
  notRestored: z.array(z.string()).describe('What could not be given back, in sentences.'),
});
export type MergeUndone = z.infer<typeof MergeUndone>;

export const Duplicate = z.object({
  contactIds: z.array(Id).min(2),
  reason: z.enum(['same_phone', 'same_email']),
});
export type Duplicate = z.infer<typeof Duplicate>;

export const Consent = z.object({
  id: Id,
  contactId: Id,
  conversationId: Id,
  given: z.boolean().describe('true: messages are wanted; false: silence.'),
  author: z.enum(['contact', 'member', 'api_key', 'system']),
  authorId: z.string().nullable(),
  messageId: Id.nullable().describe('The message in which the contact said so.'),
  word: z.string().nullable(),
  reason: z.string().nullable().describe('Of the member who recorded it.'),
  overrides: Id.nullable().describe('The contact’s own stop that this took back.'),
  at: Time,
});
export type Consent = z.infer<typeof Consent>;

export const ConsentRecording = z.strictObject({
  conversationId: z.uuid(),
  given: z.boolean(),
  reason: line(500).describe('How they said it: on the phone, on a form … It is shown wherever the consent is.'),
  overrideOwnStop: z.literal(true).optional().describe('Needed to take back a stop that the contact wrote themselves.'),
});
export type ConsentRecording = z.infer<typeof ConsentRecording>;
