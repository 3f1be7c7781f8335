import { z } from 'zod';
import { VariablePath } from './flow-parts.ts';
import { FlowDefinition, FlowWord } from './flows.ts';
import { Language, Time } from './values.ts';

/** Trying a flow that need not even be saved: everything is shown, nothing is done, sent or kept. */

/** What the one who tries it does, in the place of a contact or of time. */
export const TrialInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(4096) }),
  z.strictObject({ kind: z.literal('tap'), id: z.string().min(1).max(256), title: z.string().max(200) }),
  z.strictObject({ kind: z.enum(['image', 'voice', 'file', 'location']) }),
  z.strictObject({ kind: z.literal('pass') }).describe('The time it waits for has come, or nobody answered for so long.'),
  z.strictObject({ kind: z.literal('event') }).describe('The event it waits for happened.'),
]);
export type TrialInput = z.infer<typeof TrialInput>;

export const FlowTrial = z.strictObject({
  definition: FlowDefinition,
  language: Language.optional().describe('The contact’s; the first of the flow’s, unless said.'),
  inputs: z
    .array(TrialInput)
    .max(200)
    .describe('Everything from the beginning: it is played anew each time, so the draft may change meanwhile.'),
  exits: z.record(FlowWord, FlowWord).optional().describe('How the steps of modules end, by node; the first of their exits, unless said.'),
  values: z
    .record(
      VariablePath,
      z.union([z.string().max(500), z.number(), z.boolean(), z.null()], { error: 'Must be a text, a number, true, false or null.' }),
    )
    .optional()
    .describe('What variables are, by name, in place of their examples; null: not known.'),
});
export type FlowTrial = z.infer<typeof FlowTrial>;

export const TrialLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('input'), input: z.int().describe('Which of the inputs, from 0.') }),
  z.object({ kind: z.literal('said'), content: z.looseObject({ kind: z.string() }).describe('As a message that is sent.') }),
  z.object({
    kind: z.literal('step'),
    node: z.string(),
    step: z.string(),
    input: z.record(z.string(), z.unknown()),
    exit: z.string().describe('As if it had ended so.'),
    exits: z.array(z.string()),
  }),
  z.object({ kind: z.literal('assistant'), node: z.string() }).describe('Here the assistant would answer.'),
  z.object({ kind: z.literal('stage'), stage: z.string().nullable() }),
  z.object({ kind: z.literal('hand_over'), reason: z.string() }),
  z
    .object({ kind: z.literal('note'), node: z.string(), outcome: z.string(), reason: z.string() })
    .describe('Something an author should look at.'),
]);
export type TrialLine = z.infer<typeof TrialLine>;

export const TrialOutcome = z.object({
  lines: z.array(TrialLine),
  path: z.array(z.object({ flow: z.string(), node: z.string(), exit: z.string() })),
  at: z.object({ flow: z.string(), node: z.string() }).describe('Where it is, or where it ended.'),
  waits: z
    .object({ for: z.enum(['answer', 'assistant', 'time', 'event']), until: Time.nullable(), event: z.string().nullable() })
    .nullable()
    .describe('Null: it is over.'),
  outcome: z.string().nullable(),
  answers: z.record(z.string(), z.unknown()),
  values: z.record(z.string(), z.unknown()).describe('The variables it asked for, as they were taken to be.'),
  cut: z.boolean().describe('It took too long and was cut short.'),
});
export type TrialOutcome = z.infer<typeof TrialOutcome>;
