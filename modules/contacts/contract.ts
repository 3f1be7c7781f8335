import { z } from 'zod';
import { Contact, Identity } from '#contract/contacts.ts';
import { Id } from '#contract/identifiers.ts';
import { line, Time } from '#contract/values.ts';

export const TagName = line(60);
export const Tag = z.object({ id: Id, name: z.string(), contacts: z.int().describe('How many have it.'), createdAt: Time });
export type Tag = z.infer<typeof Tag>;

const tagNames = z.array(TagName).max(20).default([]);
export const TagChange = z.strictObject({ add: tagNames, remove: tagNames });
export type TagChange = z.infer<typeof TagChange>;

export const attributeTypes = ['text', 'number', 'yes_no', 'date', 'time', 'choice', 'choices'] as const;
export const AttributeType = z.enum(attributeTypes);

export const Attribute = z.object({
  id: Id,
  key: z.string().describe('For programs: it never changes.'),
  label: z.string(),
  type: AttributeType.describe('"time" is an instant; "choices" a list of choices.'),
  choices: z.array(z.string()),
  maxLength: z.int().describe('Of a text, in characters.'),
  personal: z.boolean(),
  sensitive: z.boolean().describe('Encrypted; not in searches, segments or exports.'),
  createdAt: Time,
});
export type Attribute = z.infer<typeof Attribute>;

const Choices = z
  .array(line(100))
  .max(100)
  .refine((all) => new Set(all).size === all.length, 'must not name a choice twice');

export const AttributeCreation = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Must be up to 40 small letters, digits and underscores, beginning with a letter.'),
    label: line(80),
    type: AttributeType,
    choices: Choices.default([]),
    maxLength: z.int().min(1).max(2000).default(500),
    personal: z.boolean().default(true),
    sensitive: z.boolean().default(false),
  })
  .refine((one) => one.type.startsWith('choice') === one.choices.length > 0, {
    path: ['choices'],
    message: 'must be given for the types choice and choices, and for no other',
  });
export type AttributeCreation = z.infer<typeof AttributeCreation>;

export const AttributeChange = z
  .strictObject({ label: line(80).optional(), choices: Choices.min(1).optional() })
  .refine((change) => Object.keys(change).length > 0, 'must say what to change: label or choices');

/** What a value may be before it is looked at with its attribute's type. */
const AnyValue = z.union([z.string().max(2000), z.number(), z.boolean(), z.array(z.string().max(100)).max(100), z.null()]);
export const AttributeValues = z.record(z.string(), AnyValue);
export type AttributeValues = z.infer<typeof AttributeValues>;
const ValuesGiven = z.array(z.strictObject({ key: z.string().max(40), value: AnyValue.describe('null takes it away.') })).max(50);
export const AttributeValuesGiven = z.strictObject({ values: ValuesGiven });
export type AttributeValuesGiven = z.infer<typeof AttributeValuesGiven>;

/** What is hung on a contact. */
export const ContactExtras = z.object({
  tags: z.array(z.object({ id: Id, name: z.string() })),
  attributes: AttributeValues.describe('By key. Sensitive ones only for those who may read them.'),
});
export type ContactExtras = z.infer<typeof ContactExtras>;

export const BulkChange = z.strictObject({
  contactIds: z.array(z.uuid()).min(1).max(500),
  addTags: tagNames,
  removeTags: tagNames,
  attributes: ValuesGiven.default([]),
});
export type BulkChange = z.infer<typeof BulkChange>;
export const BulkChanged = z.object({ changed: z.int(), notFound: z.array(Id) });
export type BulkChanged = z.infer<typeof BulkChanged>;

// Segments.

const value = z.union([z.string().max(200), z.number(), z.boolean()]);
export const Condition = z.strictObject({
  field: z
    .string()
    .max(60)
    .describe('name, language, channel_type, created, last_seen, opted_out, tag (with the tag’s id as value), or attribute:<its id>.'),
  is: z.enum(['equal', 'not_equal', 'contains', 'before', 'after', 'less', 'more', 'set', 'not_set', 'within_days', 'not_within_days']),
  value: value.optional(),
});
export type Condition = z.infer<typeof Condition>;
const match = z.enum(['all', 'any']).describe('Whether all of the conditions must hold, or one.');
const Group = z.strictObject({ match, conditions: z.array(Condition).min(1).max(20) });
/** Conditions and groups of conditions: deeper, nobody can say who is meant. */
export const Rule = z.strictObject({
  match,
  conditions: z
    .array(z.union([Condition, Group]))
    .min(1)
    .max(20),
});
export type Rule = z.infer<typeof Rule>;

/** Which contacts are asked for; what is not named does not matter. */
export const ContactQuestion = z.strictObject({
  q: z
    .string()
    .trim()
    .min(2)
    .max(100)
    .optional()
    .describe('Words of a name, part of a number, an address: among the 200 best matches, on one page.'),
  segmentId: z.uuid().optional().describe('Only who is in it now.'),
  rule: Rule.optional().describe('Only whom it means; beside the segment, both must hold.'),
  limit: z.int().min(1).max(200).default(50).describe('How many to return, at most 200.'),
  cursor: z.string().max(500).optional().describe('From the previous page; opaque.'),
});
export type ContactQuestion = z.infer<typeof ContactQuestion>;

/** A contact as a list shows them. */
export const ContactRow = Contact.extend({
  identities: z.array(Identity),
  tags: z.array(z.object({ id: Id, name: z.string() })),
  attributes: AttributeValues.describe('By key, without the sensitive ones.'),
  assignedTo: z.array(Id).describe('Members.'),
  optedOut: z.boolean().describe('They want no messages in at least one conversation.'),
});
export type ContactRow = z.infer<typeof ContactRow>;
export const ContactRows = z.object({
  items: z.array(ContactRow),
  nextCursor: z.string().nullable().describe('Pass it on to get the next page; null: this is the last.'),
  count: z.int().nullable().describe('How many in all; only with the first page.'),
});
export type ContactRows = z.infer<typeof ContactRows>;

export const SegmentGiven = z.strictObject({ name: line(120), rule: Rule });
export const Segment = z.object({
  id: Id,
  name: z.string(),
  rule: Rule,
  broken: z.array(z.string()).describe('What the rule names and does not exist any more; such a condition holds for nobody.'),
  createdAt: Time,
  changedAt: Time,
});
export type Segment = z.infer<typeof Segment>;
export const SegmentCount = z.object({ count: z.int(), broken: z.array(z.string()) });
export type SegmentCount = z.infer<typeof SegmentCount>;
export const SegmentCopy = z.object({ id: Id, segmentId: Id, members: z.int(), createdAt: Time });
export type SegmentCopy = z.infer<typeof SegmentCopy>;

// Import.

export const columnFields = ['ignore', 'name', 'language', 'time_zone', 'tags'] as const;
export const ColumnMeaning = z
  .string()
  .regex(
    /^(ignore|name|language|time_zone|tags|identity:[a-z][a-z0-9_-]{0,31}:[a-z]{1,32}|attribute:[a-z][a-z0-9_]{0,39})$/,
    'Must be ignore, name, language, time_zone, tags, identity:<channel type>:<kind> or attribute:<key>.',
  );

export const ImportColumn = z.object({
  name: z.string(),
  guess: z.string().describe('What it seems to hold.'),
  empty: z.int(),
  faults: z.int().describe('Cells that would be refused as what it seems to hold.'),
});
export const ImportPreview = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  delimiter: z.string(),
  columns: z.array(ImportColumn),
  firstRows: z.array(z.array(z.string())),
});
export type ImportPreview = z.infer<typeof ImportPreview>;
export const Import = z.object({
  id: Id,
  fileName: z.string(),
  state: z.enum(['uploaded', 'running', 'done', 'failed']),
  preview: ImportPreview,
  rows: z.int(),
  rowsDone: z.int(),
  created: z.int(),
  updated: z.int(),
  refused: z.int(),
  trouble: z.string().nullable(),
  createdAt: Time,
  finishedAt: Time.nullable(),
});
export type Import = z.infer<typeof Import>;
export const ImportOptions = z.strictObject({
  columns: z.array(ColumnMeaning).min(1).max(200).describe('What each column holds, in order.'),
  mode: z.enum(['create', 'update', 'both']).default('both'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Must be two capital letters, such as KE.')
    .optional()
    .describe('How numbers without country code are read; the organization’s when missing.'),
  tags: tagNames.describe('Given to everybody in the file.'),
  language: z.string().max(20).optional().describe('For those without one.'),
});
export type ImportOptions = z.infer<typeof ImportOptions>;
