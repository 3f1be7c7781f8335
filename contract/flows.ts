import { z } from 'zod';
import { AnswerRule, Condition, FlowChoice, FlowWord, SetValue, VariablePath, Words } from './flow-parts.ts';
import { Id } from './identifiers.ts';
import { HttpsLink } from './parts.ts';
import { Language, line } from './values.ts';

/**
 * A flow: a process that asks, decides, waits and does, as data. The engine (server/flows/engine) takes it step by step; what only
 * a look at the whole can tell (what is unreachable, endless, unknown) is checked before publishing.
 */

/** The form of definitions today. Older ones are brought up to it when they are read. */
export const flowFormat = 1;
/** What keeps one flow from taking the program. */
export const flowLimits = { bytes: 1_000_000, nodes: 500, nodesPerTurn: 50, levels: 5 } as const;

const next = FlowWord.optional().describe('The node that follows. May be missing in a draft; publishing asks for it.');
const minutes = z.int().min(1).max(525_600);
const inputs = z.record(FlowWord, SetValue);

const place = z.strictObject({ x: z.number(), y: z.number() }).optional().describe('Where an editor draws it.');
const common = { title: line(80).optional().describe('What people call it.'), place };

/** Words that begin a flow, in one language. */
export const keywordLimits = { length: 60, count: 50 } as const;

const Media = z.strictObject({
  kind: z.enum(['image', 'video', 'audio', 'document', 'sticker']),
  file: Id.optional().describe('A file of ours. Or give link.'),
  link: HttpsLink.optional(),
  fileName: line(240).optional().describe('What it is called; a document arrives under this name.'),
});

const Say = z.strictObject({
  kind: z.literal('say'),
  ...common,
  text: Words.optional(),
  media: Media.optional(),
  choices: z.array(FlowChoice).min(1).max(30).optional().describe('To tap, now or days later; a trigger or a module hears of it.'),
  listButton: Words.optional().describe('Shows the choices as a list that this opens.'),
  link: z.strictObject({ title: Words, url: HttpsLink }).optional(),
  template: z
    .strictObject({ name: z.string().min(1).max(512), language: Language, body: z.array(Words).max(20).optional() })
    .optional()
    .describe('A message the provider approved, with what fills its gaps.'),
  next,
});

const Ask = z.strictObject({
  kind: z.literal('ask'),
  ...common,
  text: Words,
  answer: AnswerRule,
  save: FlowWord.describe('What the answer is called: answers.<this>.'),
  retry: Words.optional().describe('Said when an answer does not fit, in place of our own sentence.'),
  attempts: z.int().min(1).max(10).default(3).describe('How often it is asked at most.'),
  optional: z.boolean().optional().describe('May be skipped, by word or button.'),
  sensitive: z.boolean().optional().describe('The answer is hidden from traces, and from everybody without the permission for it.'),
  next,
  skipped: FlowWord.optional().describe('Where a skipped question leads; else as an answered one.'),
  failed: FlowWord.optional().describe('After the last attempt; else people take over.'),
  silence: z.strictObject({ minutes, next }).optional().describe('When nobody answers for so long.'),
});

const Branch = z.strictObject({
  kind: z.literal('branch'),
  ...common,
  cases: z
    .array(z.strictObject({ when: Condition, next }))
    .min(1)
    .max(50),
  otherwise: next,
});

const Keep = z.strictObject({
  kind: z.literal('set'),
  ...common,
  values: z.record(FlowWord, SetValue).optional(),
  stage: FlowWord.nullable().optional().describe('Moves the conversation to this stage; null: to none.'),
  next,
});

const Call = z.strictObject({
  kind: z.literal('call'),
  ...common,
  step: z
    .string()
    .regex(/^[a-z][a-z-]*\.[a-z][a-z-]*$/, 'Must be the name of a step such as contacts.add-tag.')
    .describe('Something a module does.'),
  input: inputs.optional(),
  save: FlowWord.optional().describe('What it answers is kept as answers.<this>.'),
  exits: z.record(FlowWord, FlowWord).describe('Where each of its exits leads; "failed" is every step’s.'),
});

const Leave = z.strictObject({
  said: z.array(line(keywordLimits.length)).min(1).max(keywordLimits.count).optional().describe('Whole messages.'),
  messages: z.int().min(1).max(100).optional().describe('After so many messages of the contact.'),
  when: Condition.optional(),
  next,
});

const Assistant = z.strictObject({
  kind: z.literal('assistant'),
  ...common,
  stage: FlowWord.describe('The name of the stage, shown in the inbox.'),
  instructions: z.string().min(1).max(8000).describe('What the assistant is to do here. Gaps are filled in.'),
  tools: z.array(z.string().max(80)).max(30).optional().describe('The intents it may start here, by name; all, unless said.'),
  opening: Words.optional().describe('Said when the stage begins.'),
  leave: z.array(Leave).min(1).max(20).describe('When the stage ends: the first that holds.'),
});

const Wait = z.strictObject({
  kind: z.literal('wait'),
  ...common,
  minutes: minutes.optional().describe('So long.'),
  until: z
    .strictObject({
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Must be a time of day such as 09:30.'),
      weekday: z.int().min(1).max(7).optional().describe('1 is Monday.'),
      days: z.int().min(1).max(365).optional().describe('So many days from now at the earliest.'),
    })
    .optional()
    .describe('The next such time in the contact’s time zone.'),
  event: z.string().min(1).max(80).optional().describe('Until this is told of the conversation; with minutes, at most so long.'),
  next,
  late: FlowWord.optional().describe('Of an event: where it goes on when it did not come in time.'),
});

const SubFlow = z.strictObject({
  kind: z.literal('flow'),
  ...common,
  flow: FlowWord.describe('The name of another flow, run here in the version that is published then.'),
  give: inputs.optional().describe('The answers it begins with.'),
  take: z.record(FlowWord, FlowWord).optional().describe('Which of its answers are kept here, and as what.'),
  next,
  failed: FlowWord.optional().describe('When it is not there or could not be ended; else people take over.'),
});

const HandOver = z.strictObject({
  kind: z.literal('hand_over'),
  ...common,
  text: Words.optional(),
  reason: FlowWord.optional().describe('Why, as a word for programs.'),
});

const End = z.strictObject({
  kind: z.literal('end'),
  ...common,
  text: Words.optional(),
  outcome: FlowWord.optional().describe('How it ended, for counting.'),
});

export const FlowNode = z.discriminatedUnion('kind', [Say, Ask, Branch, Keep, Call, Assistant, Wait, SubFlow, HandOver, End]);
export type FlowNode = z.infer<typeof FlowNode>;
export type NodeKind = FlowNode['kind'];
export type NodeOf<Kind extends NodeKind> = Extract<FlowNode, { kind: Kind }>;

/** What a module tells of: "conversation.closed". */
const FlowEvent = z
  .string()
  .regex(/^[a-z]+(\.[a-z_]+)+$/, 'Must be the name of an event such as conversation.closed.')
  .max(80);

const whenOf = {
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Must be a time of day such as 09:30.')
    .describe('In the organization’s time zone.'),
  weekdays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .optional()
    .describe('On these days of the week; 1 is Monday. Every day, unless said.'),
  days: z
    .array(z.int().min(1).max(31))
    .min(1)
    .max(31)
    .optional()
    .describe('On these days of the month; in a shorter month on its last day.'),
};
/** When a schedule falls. */
export type FlowSchedule = { time: string; weekdays?: number[] | undefined; days?: number[] | undefined };

const FlowAudience = z.strictObject({
  kind: FlowWord.describe('"tag" or "segment"; whatever modules offer.'),
  value: z.string().min(1).max(200).describe('Which: the name of a tag, the id of a segment.'),
});
export type FlowAudience = z.infer<typeof FlowAudience>;

/** What starts a flow by itself. The API can start each of them. */
export const FlowTrigger = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('keyword'),
    words: z.record(Language, z.array(line(keywordLimits.length)).min(1).max(keywordLimits.count)).describe('Whole messages, by language.'),
    near: z.boolean().optional().describe('A slip of the finger is forgiven in words of five letters and more.'),
  }),
  z.strictObject({ kind: z.literal('button'), id: z.string().min(1).max(200).describe('The id of what is tapped.') }),
  z.strictObject({
    kind: z.literal('intent'),
    intent: z.string().min(1).max(80).describe('When this is asked for, in place of its module.'),
  }),
  z.strictObject({ kind: z.literal('first_message') }),
  z.strictObject({
    kind: z.literal('referral'),
    id: z.string().min(1).max(200).optional().describe('Of the advertisement or post they came from; any, unless said.'),
  }),
  z.strictObject({ kind: z.literal('tag_added'), tag: line(80).describe('When a contact is given this tag, by its name.') }),
  z.strictObject({ kind: z.literal('event'), event: FlowEvent.describe('When this happens to a contact or their conversation.') }),
  z.strictObject({ kind: z.literal('schedule'), ...whenOf, who: FlowAudience }),
]);
export type FlowTrigger = z.infer<typeof FlowTrigger>;

export const meanwhiles = ['interrupt', 'ignore', 'ask', 'replace'] as const;

export const FlowDefinition = z.strictObject({
  format: z.literal(flowFormat).describe('The form of this definition.'),
  languages: z.array(Language).min(1).max(20).describe('The first is the one plain texts are in, and is used where a language has none.'),
  start: FlowWord,
  nodes: z
    .record(FlowWord, FlowNode)
    .refine((nodes) => Object.keys(nodes).length <= flowLimits.nodes, `Must be at most ${flowLimits.nodes} nodes.`),
  triggers: z.array(FlowTrigger).max(50).default([]),
  takes: z
    .array(FlowWord)
    .max(50)
    .optional()
    .describe('The answers it may be begun with, by another flow or through the API; beside those it asks for.'),
  meanwhile: z
    .enum(meanwhiles)
    .optional()
    .describe(
      'What becomes of what would start another flow while this one waits for an answer. Unless said: a tap interrupts and comes back; a keyword is an answer where any text would be.',
    ),
  marketing: z.boolean().optional().describe('It advertises: STOP inside it ends all messages at once, without asking.'),
  expiresMinutes: minutes.optional().describe('When nobody answers for so long the run ends; 4,320 (three days), unless said.'),
});
export type FlowDefinition = z.infer<typeof FlowDefinition>;
export { AnswerRule, Condition, FlowChoice, FlowWord, VariablePath, Words };
