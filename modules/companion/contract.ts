import { z } from 'zod';
import { Id } from '#contract/identifiers.ts';
import { Time } from '#contract/values.ts';

/** What people may allow the companion, each by itself. */
export const consentKinds = ['storing', 'memory', 'mood', 'summaries', 'sharing'] as const;
export type ConsentKind = (typeof consentKinds)[number];

export const CompanionSettings = z
  .object({
    on: z.boolean().describe('Somebody confirmed that it is part of a service with staff, and named who answers for it.'),
    confirmedAt: Time.nullable(),
    responsibleId: Id.nullable().describe('The member who answers for it: a clinician.'),
    reviewed: z.array(z.string()).describe('Languages whose sentences somebody here has read and found good.'),
    unreviewed: z.array(z.string()).describe('Those that nobody has: the companion speaks them all the same.'),
    nudges: z.boolean().describe('Those who write long, often or at night are reminded of people now and then.'),
    flows: z
      .array(z.object({ name: z.string(), title: z.record(z.string(), z.string()).describe('By language.'), published: z.boolean() }))
      .describe('What it needs: how people are welcomed, and its exercises.'),
  })
  .meta({ id: 'CompanionSettings' });
export type CompanionSettings = z.infer<typeof CompanionSettings>;

export const CompanionChange = z.strictObject({
  on: z
    .boolean()
    .optional()
    .describe('True: you confirm that people of yours look after it, on WhatsApp too, whose terms want that. Names responsibleId.'),
  responsibleId: Id.optional(),
  reviewed: z.array(z.string().max(20)).max(20).optional(),
  nudges: z.boolean().optional(),
});
export type CompanionChange = z.infer<typeof CompanionChange>;

export const ConsentState = z.object({
  kind: z.enum(consentKinds),
  given: z.boolean().nullable().describe('Null: never asked.'),
  version: z.string().nullable().describe('Of the text they were shown.'),
  at: Time.nullable(),
});

/** A person as the companion knows them, for those who look after them. */
export const CompanionPerson = z
  .object({
    contactId: Id,
    calledName: z.string().nullable(),
    ageGroup: z.enum(['adult', 'minor', 'unknown']),
    country: z.string().nullable(),
    preferredTimes: z.string().nullable(),
    welcomed: z.boolean().describe('They went through the welcome.'),
    brings: z.string().nullable().describe('What they said brings them; only where they share it.'),
    trusted: z
      .string()
      .nullable()
      .describe('Somebody to think of in a bad moment; only where they share it. Never written to by the program.'),
    summaryEvery: z.enum(['daily', 'weekly']).nullable(),
    consents: z.array(ConsentState),
  })
  .meta({ id: 'CompanionPerson' });
export type CompanionPerson = z.infer<typeof CompanionPerson>;

export const SummaryRequest = z.strictObject({
  contactId: Id.optional().describe('Only of this contact; of all that are due, unless said.'),
});
export const SummaryOutcome = z.object({
  sent: z.int().describe('To people.'),
  made: z.int().describe('For clinicians.'),
  skipped: z.int().describe('In danger, opted out, or with nothing to say.'),
});
export type SummaryOutcome = z.infer<typeof SummaryOutcome>;

export const CompanionSummary = z
  .object({
    id: Id,
    contactId: Id,
    period: z.string().describe('The last day of it, where the person lives.'),
    text: z.string(),
    createdAt: Time,
  })
  .meta({ id: 'CompanionSummary' });
export type CompanionSummary = z.infer<typeof CompanionSummary>;
