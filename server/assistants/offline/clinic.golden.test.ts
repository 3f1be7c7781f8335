import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { route } from '#router/route.ts';
import { buildTurn, testBrain, wordsOf } from '#tests/kit/build-turn.ts';

interface Clinic {
  readonly intents: readonly { readonly name: string; readonly answer: string; readonly examples: readonly string[] }[];
  /** What is expected is the intent that is answered, else what the trace says came of it. */
  readonly cases: readonly { readonly language: string; readonly text: string; readonly expect: string }[];
}

const clinic = JSON.parse(readFileSync(new URL('../testdata/clinic.json', import.meta.url), 'utf8')) as Clinic;

// Eighteen examples an intent, two or three a language, as an organization might really write them.
it.each(clinic.cases)('$language: $text', async ({ language, text, expect: expected }) => {
  const turn = buildTurn({ language, assistant: { kind: 'offline', intents: clinic.intents }, messages: [text] });
  await route(turn, testBrain({ intents: [] }));
  const said = turn.effects.flatMap((effect) => (effect.kind === 'reply' ? [wordsOf(effect.content)] : []));
  const answered = clinic.intents.find((intent) => intent.answer === said[0]);
  expect(answered?.name ?? turn.trace.at(-1)?.outcome).toBe(expected);
});
