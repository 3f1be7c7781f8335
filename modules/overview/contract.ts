import { z } from 'zod';
import { Id } from '#contract/identifiers.ts';
import { Time } from '#contract/values.ts';

/** Today's numbers of an organization, in its own time zone. Test contacts (phones in the browser) are left out. */

const Hours = z.array(z.int()).length(24).describe('By the hour of the day; a day with a change of the clock counts by its names.');
const Day = z.object({ in: Hours, out: Hours });
const Answered = z.object({
  conversations: z.int().describe('How many conversations of today they answered first.'),
  medianSeconds: z.number().nullable().describe('From what the contact first wrote today to the first answer; null: no answer yet.'),
});

export const Overview = z.object({
  day: z.iso.date(),
  timeZone: z.string(),
  asOf: Time,
  messages: z.object({ today: Day, yesterday: Day }),
  conversations: z.object({
    open: z.int(),
    openIsMore: z.boolean().describe('There are more than were counted.'),
    waiting: z.int().describe('The contact waits for people, as in the inbox: they have the conversation and have not answered.'),
  }),
  firstAnswer: z.object({
    people: Answered,
    assistant: Answered,
    unanswered: z.int().describe('Conversations in which a contact wrote today and nobody has answered.'),
    assistantShare: z.number().min(0).max(1).nullable().describe('Of those that were answered; null: none was.'),
  }),
  sends: z
    .object({ failed: z.int(), error: z.int(), uncertain: z.int(), needsTemplate: z.int() })
    .describe('Messages that did not go out and were not sent once more, of whatever day; counted to a thousand.'),
  channels: z
    .array(z.object({ id: Id, name: z.string(), type: z.string(), state: z.string(), reason: z.string().nullable() }))
    .describe('Those that are not active.'),
  notices: z.int().describe('Open ones.'),
  model: z.object({
    calls: z.int(),
    cost: z.array(z.object({ amount: z.number(), currency: z.string() })).describe('Of the calls whose cost is known; empty: of none.'),
    unknown: z.int().describe('Calls whose cost is unknown, which is not nothing.'),
  }),
});
export type Overview = z.infer<typeof Overview>;
