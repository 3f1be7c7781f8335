import { z } from 'zod';
import { Id } from './identifiers.ts';
import { Time } from './values.ts';

/** Something a person of the organization should look at, until it is mended or somebody closes it. */
export const Notice = z.object({
  id: Id,
  kind: z.string().describe('What it is about: "channels.paused".'),
  subject: z.string().describe('What it concerns, such as the id of a channel. One notice is open for each kind and subject.'),
  text: z.string().describe('What happened, in English.'),
  advice: z.string().describe('What to do, in English.'),
  values: z.record(z.string(), z.string()).describe('What the sentences of the kind are filled with, for other languages.'),
  since: Time,
  seenAt: Time.nullable().describe('When somebody marked it as seen.'),
  closedAt: Time.nullable().describe('When it was closed, by a person or because it was mended.'),
});
export type Notice = z.infer<typeof Notice>;
