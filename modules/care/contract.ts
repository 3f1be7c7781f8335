import { z } from 'zod';
import { Id } from '#contract/identifiers.ts';
import { line, Time } from '#contract/values.ts';

const Named = z.object({ id: Id, name: z.string() });

/** What the person said of how they are, or what was read from their words; never both in one figure. */
export const Mood = z.object({
  at: Time,
  source: z.enum(['self', 'inferred']).describe('"self": what they said, 1 to 10. "inferred": read from what they wrote.'),
  score: z.int().min(1).max(10).nullable(),
  label: z.string().nullable(),
  valence: z.number().nullable().describe('-1 to 1.'),
});
export type Mood = z.infer<typeof Mood>;

export const Direction = z.enum(['better', 'same', 'worse']);
export type Direction = z.infer<typeof Direction>;

const Attention = z.object({
  incidentId: Id.nullable().describe('The gravest that is open; null: none is.'),
  severity: z.enum(['moderate', 'high', 'imminent']).nullable(),
  acknowledged: z.boolean().describe('Somebody deals with it.'),
  watchedUntil: Time.nullable().describe('The safety gate watches the conversation until then, whatever is said.'),
});

/** One of the people somebody looks after, as the list shows them. */
export const CarePerson = z
  .object({
    id: Id,
    name: z.string().nullable(),
    clinicians: z.array(Named).describe('Who looks after them.'),
    opened: z.boolean().describe('The asker sees them because they opened the record in an emergency.'),
    attention: Attention,
    lastMood: Mood.nullable().describe('Null: there is none, or the person does not share it with the asker.'),
    direction: Direction.nullable().describe('Of the mood over the last two weeks; null: too little is known.'),
    lastWroteAt: Time.nullable().describe('When they last wrote.'),
    reviewAt: Time.nullable().describe('When their safety plan is looked at again; null: never, or they do not share it with the asker.'),
    needsNow: z.boolean().describe('An incident is open, the gate watches, or a review is due.'),
  })
  .meta({ id: 'CarePerson' });
export type CarePerson = z.infer<typeof CarePerson>;

export const Opening = z.object({
  id: Id,
  member: Named,
  reason: z.string(),
  at: Time,
  endsAt: Time,
  endedAt: Time.nullable(),
});
export type Opening = z.infer<typeof Opening>;

export const CarePersonDetail = CarePerson.extend({
  language: z.string().nullable(),
  openings: z.array(Opening).describe('When the record was opened in an emergency, the last first.'),
  moods: z.array(Mood).nullable().describe('Of the last 30 days, the oldest first; null: not shared with the asker, or not kept.'),
  memories: z
    .array(z.object({ id: Id, text: z.string(), at: Time }))
    .nullable()
    .describe('What the assistant remembers of what they said, the last first; null: not shared with the asker, or not kept.'),
  patterns: z
    .array(z.object({ id: Id, text: z.string(), count: z.int(), firstAt: Time, lastAt: Time, confirmed: z.boolean().nullable() }))
    .nullable()
    .describe('What came back again and again; null: not shared with the asker, or not kept.'),
}).meta({ id: 'CarePersonDetail' });
export type CarePersonDetail = z.infer<typeof CarePersonDetail>;

export const OpeningRequest = z.strictObject({
  person: z
    .union([z.strictObject({ id: Id }), z.strictObject({ phone: line(40) })])
    .describe('Whom: by our id, or by the whole phone number they write from.'),
  reason: z.string().trim().min(10, 'Must say why, in ten characters or more.').max(1000).describe('Why it cannot wait. Others read it.'),
});
export type OpeningRequest = z.infer<typeof OpeningRequest>;

export const planSteps = ['signs', 'alone', 'places', 'people', 'professionals', 'safer', 'living'] as const;
export const PlanStep = z.enum(planSteps);
export type PlanStep = z.infer<typeof PlanStep>;

export const planLimits = { items: 12, text: 300, phone: 40 } as const;
export const PlanItem = z.strictObject({
  text: line(planLimits.text),
  phone: z
    .string()
    .trim()
    .regex(/^[+(]?[0-9][0-9 ()./-]{2,38}$/, 'Must be a phone number such as +254 712 345 678.')
    .nullable()
    .describe('To call with one tap.'),
});
export type PlanItem = z.infer<typeof PlanItem>;

const items = z.array(PlanItem).max(planLimits.items);
const steps = {
  signs: items.describe('Signs that it gets hard.'),
  alone: items.describe('What they can do by themselves.'),
  places: items.describe('Places and people that take their mind off it.'),
  people: items.describe('People they can ask for help.'),
  professionals: items.describe('Professionals they can reach.'),
  safer: items.describe('What makes the place around them safer.'),
  living: items.describe('What they live for.'),
};

export const SafetyPlan = z
  .object({
    version: z.int(),
    steps: z.object(steps),
    changedAt: Time,
    changedBy: z.object({ kind: z.enum(['contact', 'member']), name: z.string().nullable() }),
    reviewedAt: Time,
    reviewAt: Time.nullable(),
    versions: z
      .array(
        z.object({
          number: z.int(),
          at: Time,
          by: z.object({ kind: z.enum(['contact', 'member']), name: z.string().nullable() }),
          steps: z.array(PlanStep),
        }),
      )
      .describe('Each change, the last first: whose it was, and which steps.'),
    sharedWith: z.array(
      Named.extend({ since: Time, by: z.enum(['contact', 'member']).describe('"member": a member wrote down that the person agreed.') }),
    ),
    lines: z.array(z.string()).describe('Help lines where they are that were tried lately.'),
    emergency: z.string().nullable().describe('The emergency number there; null: not known to us.'),
  })
  .meta({ id: 'SafetyPlan' });
export type SafetyPlan = z.infer<typeof SafetyPlan>;

export const PlanState = z.object({
  state: z.enum(['none', 'not_shared', 'shared']).describe('"not_shared": there is one, and the person has not shared it with the asker.'),
  plan: SafetyPlan.nullable(),
});
export type PlanState = z.infer<typeof PlanState>;

export const PlanWriting = z.strictObject({
  seenVersion: z.int().min(0).describe('The version that was changed; 0: there was none. Somebody else may have written since.'),
  steps: z.strictObject(steps).partial().describe('Each step as it is to be; what is not named stays.'),
});
export type PlanWriting = z.infer<typeof PlanWriting>;

export const PlanReview = z.strictObject({ days: z.union([z.literal(30), z.literal(90)]).describe('Until it is looked at again.') });
export type PlanReview = z.infer<typeof PlanReview>;

export const PlanSharing = z.strictObject({
  memberId: Id,
  how: z.string().trim().min(3).max(500).describe('How the person said so: "told me on the phone today".'),
});
export type PlanSharing = z.infer<typeof PlanSharing>;

const hidden = z.int().nullable().describe('Null: fewer than five people, or it would tell of fewer than five.');
export const CareWeek = z.object({
  from: z.iso.date().describe('Its Monday, in the organization’s time zone.'),
  people: hidden.describe('Who wrote.'),
  messages: hidden.describe('What they wrote.'),
  incidents: z.object({ all: hidden, moderate: hidden, high: hidden, imminent: hidden }),
  answerSeconds: z
    .int()
    .nullable()
    .describe('From the call to the acknowledgement: half were quicker. Null: fewer than five people, or none.'),
  moods: z
    .object({ all: hidden, low: hidden, middle: hidden, high: hidden })
    .nullable()
    .describe('What people said of themselves, 1 to 3, 4 to 7, 8 to 10; null: not kept here.'),
});
export type CareWeek = z.infer<typeof CareWeek>;
export const CareStatistics = z.object({
  timeZone: z.string(),
  fewest: z.int(),
  weeks: z.array(CareWeek).describe('Whole weeks that are over, the last first.'),
});
export type CareStatistics = z.infer<typeof CareStatistics>;
