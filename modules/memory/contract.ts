import { z } from 'zod';
import { Id } from '#contract/identifiers.ts';
import { Time } from '#contract/values.ts';

/** Something a contact said that is remembered, in their own words. */
export const Memory = z.object({
  id: Id,
  kind: z.enum(['fact', 'episode']).describe('How things are with them, or something that happened.'),
  text: z.string(),
  at: Time.describe('When they said it last.'),
  sourceMessageId: Id.nullable(),
});
export type Memory = z.infer<typeof Memory>;

/** One that matters to what was just written. */
export const Recalled = Memory.extend({ score: z.number() });
export type Recalled = z.infer<typeof Recalled>;
