import { z } from 'zod';
import { FlowFault } from './flow-state.ts';
import { FlowWord } from './flows.ts';
import { Id } from './identifiers.ts';
import { Language, line, Time } from './values.ts';

/** Texts with a name, written once and said in many places: a flow's text or prompt names one as {{ text.opening_hours }}. */

const inLanguages = z.record(Language, z.string().min(1).max(4096));

export const TextContent = z.strictObject({
  words: inLanguages
    .refine((words) => Object.keys(words).length > 0, 'Must have a text in one language at least.')
    .describe('By language. Gaps are filled as in flows: {{ contact.first_name | default: "friend" }}.'),
  channels: z
    .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Must be a kind of channel such as whatsapp.'), inLanguages)
    .default({})
    .describe('Other words for one kind of channel, by language; what it has none for is said as everywhere.'),
});
export type TextContent = z.infer<typeof TextContent>;

export const StoredText = z
  .object({
    id: Id,
    name: z.string().describe('What flows call it: {{ text.<name> }}. Never changes.'),
    title: z.string().describe('What people call it.'),
    content: TextContent.describe('The draft.'),
    revision: z.int().describe('Counts the times the draft was saved.'),
    version: z.int().nullable().describe('The version that is said; null: none was published.'),
    changed: z.boolean().describe('The draft differs from what is said.'),
    usedBy: z.array(z.string()).describe('The published flows that name it.'),
    createdAt: Time,
    changedAt: Time,
  })
  .meta({ id: 'StoredText' });
export type StoredText = z.infer<typeof StoredText>;

export const TextVersion = z.object({
  version: z.int(),
  content: TextContent,
  note: z.string().nullable(),
  publishedBy: z.string().describe('Who: the kind of actor, a colon, its id.'),
  createdAt: Time,
});
export type TextVersion = z.infer<typeof TextVersion>;

export const TextCreation = z.strictObject({ name: FlowWord, title: line(80), content: TextContent });
export type TextCreation = z.infer<typeof TextCreation>;
export const TextDraft = z.strictObject({
  title: line(80).optional(),
  content: TextContent.optional(),
  revision: z.int().optional().describe('The draft as you read it: refused when somebody saved another since.'),
});
export type TextDraft = z.infer<typeof TextDraft>;

export const TextPreviewQuestion = z.strictObject({
  content: TextContent.describe('As it is being written; it need not be saved.'),
  conversationId: z.uuid().optional().describe('As the contact there would read it; else with examples.'),
  language: Language.optional().describe('Unless said, the contact’s, else the organization’s.'),
  channel: z.string().max(40).optional().describe('A kind of channel; of the conversation, unless said.'),
});
export type TextPreviewQuestion = z.infer<typeof TextPreviewQuestion>;
export const TextPreview = z.object({
  text: z.string(),
  missing: z.array(z.string()).describe('Variables that nobody knows there and that have no fallback.'),
  faults: z.array(FlowFault).describe('Everything that keeps the whole of it from being published, in any language.'),
});
export type TextPreview = z.infer<typeof TextPreview>;
