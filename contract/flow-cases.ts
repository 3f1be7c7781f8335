import { z } from 'zod';
import { VariablePath } from './flow-parts.ts';
import { TrialInput } from './flow-trial.ts';
import { FlowDefinition, FlowWord } from './flows.ts';
import { Id } from './identifiers.ts';
import { Language, line, Time } from './values.ts';

/** Talks that a flow is to have as they are: kept from a trial or a run, played dry, and read by who knows the subject. */

const Told = z.string().max(70_000);
export const CaseLine = z.union([
  z.strictObject({ comes: TrialInput }).describe('What the contact does, or time.'),
  z.strictObject({ said: Told }).describe('What is said, with what can be tapped in brackets.'),
  z.strictObject({ done: Told }).describe('What else happens: a step of a module with its exit, people, a stage.'),
]);
export type CaseLine = z.infer<typeof CaseLine>;

export const CaseEnd = z.strictObject({
  node: z.string().max(80).describe('Where it is, or where it ended.'),
  outcome: z.string().max(80).nullable().describe('How it ended; null: it waits there.'),
});

const Value = z.union([z.string().max(4096), z.number(), z.boolean(), z.null()], {
  error: 'Must be a text, a number, true, false or null.',
});

/** What is the same each time it is played. */
const setting = {
  language: Language,
  at: Time.describe('When it begins: its clock stands there.'),
  zone: z.string().max(60),
  values: z.record(VariablePath, Value).describe('What variables are.'),
  exits: z.record(FlowWord, FlowWord).describe('How steps of modules end, by node.'),
};

export const CaseContent = z.strictObject({ ...setting, talk: z.array(CaseLine).max(1000), ends: CaseEnd });
export type CaseContent = z.infer<typeof CaseContent>;

export const FlowCase = z.object({ id: Id, name: z.string(), ...CaseContent.shape, createdAt: Time, changedAt: Time });
export type FlowCase = z.infer<typeof FlowCase>;

/** From a test of the draft: what was said and set there. From a run: what can be kept of it. Or a whole case that was exported. */
export const CaseCreation = z.strictObject({
  name: line(80),
  test: z
    .strictObject({
      language: Language.optional(),
      inputs: z.array(TrialInput).max(200),
      exits: z.record(FlowWord, FlowWord).optional(),
      values: z.record(VariablePath, Value).optional(),
    })
    .optional(),
  run: Id.optional(),
  content: CaseContent.optional(),
});
export type CaseCreation = z.infer<typeof CaseCreation>;

export const KeptCase = z.object({
  case: FlowCase,
  replaced: z.array(z.string()).describe('The questions whose answers are not kept: made-up ones stand in their place.'),
});
export type KeptCase = z.infer<typeof KeptCase>;

export const CasePlay = z.strictObject({ definition: FlowDefinition.optional().describe('In place of the draft as it is saved.') });

export const CaseResult = z.object({
  id: Id,
  name: z.string(),
  passed: z.boolean(),
  expected: z.object({ talk: z.array(CaseLine), ends: CaseEnd }),
  seen: z.object({ talk: z.array(CaseLine), ends: CaseEnd }),
});
export type CaseResult = z.infer<typeof CaseResult>;
