import { z } from 'zod';
import { Language } from './values.ts';

/** What the nodes of a flow are made of: names, texts in several languages, conditions, kinds of answers. */

/** What a node, an answer or a stage is called in a flow. */
export const FlowWord = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'Must be a word of at most 40 lower-case letters, digits and underscores that begins with a letter, such as ask_name.',
  );

/** What stands behind a choice: sent back when it is tapped, compared in conditions. */
const ChoiceValue = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'Must be at most 64 letters, digits, dots, hyphens or underscores.');

/** The longest text an author may write; what a channel takes is less and is checked before publishing. */
const sentence = z.string().min(1).max(4096);

/** A text: one for all languages, or one for each. Gaps such as {{ answers.name | default: "friend" }} are filled in. */
export const Words = z
  .union([sentence, z.record(Language, sentence)], { error: 'Must be a text, or texts by language such as {"en": "Hello"}.' })
  .describe('A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}.');
export type Words = z.infer<typeof Words>;

/** "answers.age", "contact.language", "now.hour". */
export const VariablePath = z
  .string()
  .max(120)
  .regex(/^[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)+$/, 'Must be the name of a variable such as answers.age or contact.language.');

export const operators = ['equal', 'different', 'less', 'at_most', 'more', 'at_least', 'contains', 'one_of', 'known', 'unknown'] as const;

const Plain = z.union([z.string().max(500), z.number(), z.boolean()], { error: 'Must be a text, a number, true or false.' });

const Comparison = z.strictObject({
  variable: VariablePath,
  is: z.enum(operators),
  value: z
    .union([Plain, z.array(Plain).max(100)], { error: 'Must be a text, a number, true, false, or a list of them.' })
    .optional()
    .describe('What it is compared with; of "one_of" a list; none for "known" and "unknown".'),
});
export type Comparison = z.infer<typeof Comparison>;

export type Condition = Comparison | { all: Condition[] } | { any: Condition[] } | { not: Condition };
const inside: z.ZodType<Condition> = z.lazy(() => Condition);

/** A comparison, or several of them. */
export const Condition: z.ZodType<Condition> = z
  .union([
    Comparison,
    z.strictObject({ all: z.array(inside).min(1).max(50) }),
    z.strictObject({ any: z.array(inside).min(1).max(50) }),
    z.strictObject({ not: inside }),
  ])
  .meta({ id: 'FlowCondition' });

export const FlowChoice = z.strictObject({ value: ChoiceValue, title: Words, description: Words.optional() });
export type FlowChoice = z.infer<typeof FlowChoice>;

const options = z.array(FlowChoice).min(1).max(30);
const day = z.union([z.literal('today'), z.iso.date()], { error: 'Must be a day such as 2026-11-20, or "today".' }).optional();

/** What an answer may be, and what makes it a good one. */
export const AnswerRule = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), min: z.int().min(1).max(4000).optional(), max: z.int().min(1).max(4000).optional() }),
  z.strictObject({
    type: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().optional().describe('No fractions.'),
  }),
  z.strictObject({ type: z.literal('choice'), choices: options }),
  z.strictObject({
    type: z.literal('choices'),
    choices: options,
    min: z.int().min(0).max(30).optional(),
    max: z.int().min(1).max(30).optional(),
  }),
  z.strictObject({ type: z.literal('scale'), from: z.int().min(-100).max(100), to: z.int().min(-100).max(100) }),
  z.strictObject({ type: z.literal('yes_no') }),
  z.strictObject({ type: z.literal('date'), earliest: day, latest: day }),
  z.strictObject({ type: z.literal('time') }),
  z.strictObject({ type: z.literal('phone') }),
  z.strictObject({ type: z.literal('email') }),
  z.strictObject({ type: z.literal('location') }),
  z.strictObject({ type: z.literal('image') }),
  z.strictObject({ type: z.literal('voice') }),
  z.strictObject({ type: z.literal('file') }),
]);
export type AnswerRule = z.infer<typeof AnswerRule>;

/** What a `set` node keeps: a value as it is, a text with gaps, or a number that is counted up. */
export const SetValue = z.union([z.string().max(4096), z.number(), z.boolean(), z.null(), z.strictObject({ increase: z.number() })], {
  error: 'Must be a text, a number, true, false, null, or {"increase": 1}.',
});
export type SetValue = z.infer<typeof SetValue>;
