import { z } from 'zod';
import { FlowDefinition, FlowTrigger, FlowWord } from './flows.ts';
import { Id } from './identifiers.ts';
import { line, Time } from './values.ts';

/** Flows as people work on them: drafts, versions, faults, runs. */

export const FlowFault = z.object({
  code: z.string().describe('For programs: "missing_exit".'),
  severity: z.enum(['fault', 'warning']).describe('Only faults keep a flow from being published.'),
  node: z.string().nullable().describe('The node; null: it concerns the flow as a whole.'),
  message: z.string(),
});
export type FlowFault = z.infer<typeof FlowFault>;

export const Flow = z
  .object({
    id: Id,
    name: z.string().describe('What other flows and the API call it. Never changes.'),
    title: z.string().describe('What people call it.'),
    state: z.enum(['draft', 'published', 'archived']).describe('"draft": never published. "archived": no new runs; those that run go on.'),
    version: z.int().nullable().describe('The version that new runs take; null: none.'),
    changed: z.boolean().describe('The draft differs from the published version.'),
    triggers: z.array(FlowTrigger).describe('What begins it: of the published version, else of the draft.'),
    running: z.int().describe('How many runs of it are not over, in any version.'),
    createdAt: Time,
    changedAt: Time,
  })
  .meta({ id: 'Flow' });
export type Flow = z.infer<typeof Flow>;

export const FlowWithDraft = Flow.extend({ draft: FlowDefinition, revision: z.int().describe('Counts the times the draft was saved.') });
export type FlowWithDraft = z.infer<typeof FlowWithDraft>;

export const FlowVersion = z.object({
  version: z.int(),
  note: z.string().nullable().describe('What changed, in the words of whoever published it.'),
  publishedBy: z.string().describe('Who: the kind of actor, a colon, its id.'),
  failedCases: z.array(z.string()).describe('Tests that failed when it was published all the same.'),
  createdAt: Time,
  runs: z.int().describe('How many runs go on in it.'),
});
export type FlowVersion = z.infer<typeof FlowVersion>;

export const FlowCreation = z.strictObject({
  name: FlowWord,
  title: line(80),
  definition: FlowDefinition.optional().describe('Without it the draft begins with a greeting.'),
});
export type FlowCreation = z.infer<typeof FlowCreation>;

export const FlowChange = z.strictObject({
  title: line(80).optional(),
  definition: FlowDefinition.optional(),
  revision: z.int().optional().describe('The draft as you read it: refused when somebody saved another since.'),
});
export type FlowChange = z.infer<typeof FlowChange>;

export const FlowDifference = z.object({
  node: z.string().nullable().describe('Null: the flow as a whole.'),
  change: z.enum(['added', 'removed', 'changed']),
  fields: z.array(z.string()).describe('Of what was changed.'),
});
export type FlowDifference = z.infer<typeof FlowDifference>;

export const runStates = ['waiting', 'suspended', 'ended', 'cancelled'] as const;

export const FlowRun = z
  .object({
    id: Id,
    flowId: Id,
    flow: z.string(),
    version: z.int(),
    contactId: Id,
    contactName: z.string().nullable(),
    conversationId: Id,
    state: z.enum(runStates).describe('"suspended": another flow came between, and this one goes on after it.'),
    waitsFor: z.enum(['answer', 'assistant', 'time', 'event']).nullable(),
    node: z.string().describe('Where it is, or where it ended.'),
    outcome: z.string().nullable(),
    startedBy: z
      .string()
      .describe('What started it: "keyword", "button", "intent", "first_message", "referral", "tag", "event", "schedule", "api", "flow".'),
    dueAt: Time.nullable().describe('When it goes on or ends by itself.'),
    createdAt: Time,
    changedAt: Time,
    endedAt: Time.nullable(),
  })
  .meta({ id: 'FlowRun' });
export type FlowRun = z.infer<typeof FlowRun>;

export const FlowRunDetails = FlowRun.extend({
  answers: z.array(
    z.object({
      name: z.string(),
      value: z.unknown().describe('Null also when it is hidden.'),
      hidden: z.boolean().describe('Sensitive, and not yours to see.'),
    }),
  ),
  path: z.array(z.object({ flow: z.string(), node: z.string(), kind: z.string(), exit: z.string(), at: Time })),
  places: z
    .array(FlowWord)
    .describe('The nodes it may be moved to: of its own version, and with the answers they decide by. None when it is over.'),
  nodes: z
    .array(z.object({ node: FlowWord, kind: z.string(), title: z.string().nullable().describe('Null: it has none.') }))
    .describe('The nodes of its version, and what people call them.'),
});
export type FlowRunDetails = z.infer<typeof FlowRunDetails>;

export const RunStart = z.strictObject({
  flowId: Id,
  conversationId: Id,
  answers: z
    .record(FlowWord, z.union([z.string().max(4000), z.number(), z.boolean()], { error: 'Must be a text, a number, true or false.' }))
    .optional()
    .describe('The answers it begins with; those the flow takes.'),
});
export type RunStart = z.infer<typeof RunStart>;

export const RunMove = z.strictObject({ node: FlowWord, reason: line(200).optional().describe('Why, for colleagues.') });

export const StageChange = z.strictObject({ stage: FlowWord.nullable(), reason: line(200).describe('Why, for colleagues.') });

/** How often a version's nodes were left, and by which exit; and where its runs stand. */
export const FlowCounts = z.object({
  version: z.int(),
  steps: z.int().describe('How many steps were counted: the latest, as many as are counted at once.'),
  since: Time.nullable().describe('The first step that was counted; null: none.'),
  exits: z.array(z.object({ node: z.string(), exit: z.string(), count: z.int() })),
  here: z.array(z.object({ node: z.string(), count: z.int().describe('Runs that wait there now.') })),
});
export type FlowCounts = z.infer<typeof FlowCounts>;

/** What became of the times a flow was to begin by itself, for somebody. */
export const FlowStarts = z.object({
  schedules: z
    .array(
      z.object({
        trigger: z.int().describe('Which of the triggers of the published version, from 0.'),
        nextAt: Time,
        goingOn: z.boolean().describe('It is beginning for one after the other right now.'),
      }),
    )
    .describe('When the published version begins by the clock.'),
  counts: z
    .array(z.object({ event: z.string(), outcome: z.string().describe('"waiting": not yet decided.'), count: z.int() }))
    .describe('Of the last 30 days.'),
});
export type FlowStarts = z.infer<typeof FlowStarts>;

/** What a flow may have modules do, and what contacts may ask for. */
export const FlowParts = z.object({
  steps: z.array(
    z.object({
      name: z.string(),
      summary: z.string(),
      exits: z.array(z.string()).describe('How it may end, beside "failed".'),
      input: z.record(z.string(), z.unknown()).describe('The JSON Schema of what it is given.'),
    }),
  ),
  intents: z.array(z.string()),
  events: z.array(z.object({ name: z.string(), summary: z.string() })).describe('What may begin a flow, or let one that waits go on.'),
  audiences: z
    .array(z.object({ kind: z.string(), value: z.string(), title: z.string() }))
    .describe('Whom a schedule may write to; tags also begin flows.'),
});
export type FlowParts = z.infer<typeof FlowParts>;

/** One thing a text or condition may name. */
export const FlowVariable = z.object({
  name: z.string(),
  type: z.enum(['text', 'number', 'yes_no', 'date', 'list']),
  summary: z.string(),
  always: z.boolean().describe('It always has a value, so a text needs no fallback for it.'),
  value: z.unknown().describe('As it is now, of the conversation that was asked about; else an example.'),
});
export type FlowVariable = z.infer<typeof FlowVariable>;

/** A flow to begin from. */
export const ReadyFlow = z.object({
  name: z.string(),
  title: z.record(z.string(), z.string()).describe('By language.'),
  summary: z.record(z.string(), z.string()),
  definition: FlowDefinition,
});
export type ReadyFlow = z.infer<typeof ReadyFlow>;
