import { z } from 'zod';
import { normalise } from '#core/dialogue/text.ts';
import { assistantSettings } from '../settings.ts';

/** Without the limits a typing error in a file could make every turn slow, or a reply that no channel takes. */
const most = { lines: 500, intents: 200, examplesOfOne: 200, examples: 2_000 } as const;
const questionLength = 500;
const nameLength = 64;
/** WhatsApp's longest text. */
const answerLength = 4_096;
/** The greeting is shown above the menu, and WhatsApp's longest text above buttons is 1,024. */
const greetingLength = 1_000;

const question = z.string().trim().min(1).max(questionLength);
const answer = z.string().trim().min(1).max(answerLength);

const intent = z.strictObject({
  /** For the trace and for people who set it up; contacts never see it. */
  name: z.string().trim().min(1).max(nameLength),
  /** Sentences that mean it, as people write them, in every language they write in. The first is shown when we ask which is meant. */
  examples: z.array(question).min(1).max(most.examplesOfOne),
  answer,
});
export type OwnIntent = z.infer<typeof intent>;

export const offlineSettings = assistantSettings({
  /** Said instead of our own greeting, in every language. It should say that an automatic assistant answers. */
  greeting: z.string().trim().min(1).max(greetingLength).optional(),
  faq: z
    .array(z.strictObject({ q: question, a: answer }))
    .max(most.lines)
    .default([]),
  intents: z.array(intent).max(most.intents).default([]).superRefine(findContradictions),
});
export type OfflineSettings = z.infer<typeof offlineSettings>;

/** Two intents of one name, or one sentence that means two: neither people nor the classifier could tell them apart. */
function findContradictions(intents: readonly OwnIntent[], context: z.core.$RefinementCtx<OwnIntent[]>): void {
  const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  const names = new Map<string, number>();
  const owners = new Map<string, string>();
  for (const [at, { name, examples }] of intents.entries()) {
    if (names.has(name)) fault([at, 'name'], `"${name}" is also the name of intents[${names.get(name)}]. Join them, or rename one.`);
    names.set(name, at);
    for (const [place, example] of examples.entries()) {
      const words = normalise(example);
      const owner = owners.get(words);
      if (words === '') fault([at, 'examples', place], 'has no words in it. Write it as a person would.');
      else if (owner !== undefined && owner !== name)
        fault([at, 'examples', place], `is also an example of "${owner}". Leave it with the one it means.`);
      owners.set(words, name);
    }
  }
  const all = intents.reduce((sum, { examples }) => sum + examples.length, 0);
  if (all > most.examples) fault([], `has ${all} examples in all; at most ${most.examples} are taken. Leave out those most like others.`);
}
