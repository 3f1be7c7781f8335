import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { writeGolden } from '#tests/kit/golden-file.ts';
import { type SaidMessage, toConversation } from './conversation.ts';
import { plainText } from './plain-text.ts';
import { type PromptFacts, promptHash, promptTemplate, renderPrompt } from './prompt.ts';

// biome-ignore lint/style/noProcessEnv: a switch for the person at the keyboard, not configuration of the program
const updating = process.env.UPDATE_GOLDEN === '1';

/** Cases of one pure thing; with UPDATE_GOLDEN=1 what is expected is written anew. */
function golden<Case extends { description: string; expect?: unknown }>(name: string, run: (one: Case) => unknown): void {
  const file = new URL(`./testdata/${name}.json`, import.meta.url);
  const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[];
  if (updating) afterAll(() => writeGolden(file, cases));
  describe(name, () => {
    it.each(cases.map((one, index) => [one.description, one, index] as const))('%s', async (_description, one, index) => {
      const found = await run(one);
      if (updating) cases[index] = { ...one, expect: found };
      else expect(found).toEqual(one.expect);
    });
  });
}

golden<{ description: string; given: string }>('plain-text', ({ given }) => plainText(given));

golden<{ description: string; given: Omit<PromptFacts, 'canary'> }>('prompt', async ({ given }) =>
  (await renderPrompt({ ...given, canary: '0123456789abcdef01234567' })).split('\n'),
);

type Told = readonly ['in' | 'out', string | null, string?];
golden<{ description: string; past: Told[]; now: (string | Partial<SaidMessage>)[] }>('conversation', ({ past, now }) =>
  toConversation(
    past.map(([direction, text, kind = 'text']) => ({ direction, text, kind, content: null })),
    now.map((one) => ({ direction: 'in', kind: 'text', text: null, content: null, ...(typeof one === 'string' ? { text: one } : one) })),
  ),
);

it('a changed prompt has a new version', () => {
  expect(`${promptTemplate.version} ${promptHash}`).toMatchInlineSnapshot(`"answer-1 52926319710a"`);
});
