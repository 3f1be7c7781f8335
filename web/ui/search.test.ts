import { expect, it } from 'vitest';
import { matchesWords } from './search.ts';

it.each([
  ['Settings: API keys', 'api', true],
  ['Settings: API keys', 'key set', true],
  ['Settings: API keys', 'pi', false],
  ['José Núñez', 'nunez jose', true],
  ['ترتیبات', 'ترت', true],
  ['Anything', '', true],
])('%s is found by "%s": %s', (text, words, found) => {
  expect(matchesWords(text, words)).toBe(found);
});
