import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { digestOfSources, generateLexicon } from './safety-weights.ts';

const stored = readFileSync(new URL('../../server/safety/classifier/weights.json', import.meta.url), 'utf8');

it('the classifier is what the development half, the rules and its features make it', () => {
  // To learn it again here would take a minute; `npm run generate` does, and writes down what it was made of.
  expect(JSON.parse(stored).madeOf, 'run npm run generate').toBe(digestOfSources());
});

it('the lexicon is what its lists of forms make it', () => {
  const lexicon = readFileSync(new URL('../../server/safety/lexicon/lexicon.json', import.meta.url), 'utf8');
  expect(lexicon === generateLexicon(), 'run npm run generate').toBe(true);
});

it('the classifier stays small', () => expect(stored.length).toBeLessThan(600_000));
