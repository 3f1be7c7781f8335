import { z } from 'zod';
import { Id } from '#contract/identifiers.ts';
import { Time } from '#contract/values.ts';

/** The dozen words for how somebody feels. */
export const MoodLabel = z.enum([
  'happy',
  'grateful',
  'hopeful',
  'calm',
  'neutral',
  'tired',
  'stressed',
  'anxious',
  'lonely',
  'sad',
  'angry',
  'ashamed',
]);
export type MoodLabel = z.infer<typeof MoodLabel>;

export const MoodTopic = z.enum(['sleep', 'work', 'study', 'family', 'relationship', 'friends', 'money', 'health', 'loss', 'faith']);
export type MoodTopic = z.infer<typeof MoodTopic>;

/** What a text says of its writer's mood. A model that reads in its place answers in this form. */
export const MoodReading = z.object({
  label: MoodLabel,
  valence: z.number().min(-1).max(1).describe('From −1, as bad as can be, to 1.'),
  intensity: z.number().min(0).max(1).describe('How strongly it is felt.'),
  confidence: z.number().min(0).max(1).describe('How sure the reader is. Below 0.35 nothing is written down.'),
  about: z.array(MoodTopic).describe('What it is about.'),
});
export type MoodReading = z.infer<typeof MoodReading>;

/** One line of somebody's diary. What they said of themselves and what was read from their words are never counted together. */
export const MoodEntry = z.object({
  id: Id,
  at: Time,
  source: z.enum(['self', 'inferred']).describe('Said by themselves, or read from a message.'),
  score: z.number().int().min(1).max(10).nullable().describe('From 1, worst, to 10, best; only where they said it themselves.'),
  label: MoodLabel.nullable(),
  valence: z.number().nullable(),
  intensity: z.number().nullable(),
  confidence: z.number().nullable(),
  about: z.array(MoodTopic),
  note: z.string().nullable(),
  messageId: Id.nullable().describe('The message it comes from.'),
  reader: z.string().nullable().describe('Which reader, and which version of it; null: no program read it.'),
});
export type MoodEntry = z.infer<typeof MoodEntry>;
