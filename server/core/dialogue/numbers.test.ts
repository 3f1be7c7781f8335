import { expect, it } from 'vitest';
import { numberSaid } from './numbers.ts';
import { normalise } from './text.ts';
import words from './words/numbers.json' with { type: 'json' };
import { noWords, yesWords } from './words.ts';

it.each([
  ['2', 2],
  ['2.', 2],
  ['(2)', 2],
  ['2️⃣', 2],
  ['#2', 2],
  ['Option 2', 2],
  ['No. 2', 2],
  ['the two', 2],
  ['two', 2],
  ['TWO!', 2],
  ['٢', 2],
  ['۲', 2],
  ['२', 2],
  ['١٢', 12],
  ['رقم ٣', 3],
  ['اثنين', 2],
  ['دو', 2],
  ['दो', 2],
  ['विकल्प २', 2],
  ['do', 2],
  ['mbili', 2],
  ['namba ya 2', 2],
  ['kumi na mbili', 12],
  ['la opción dos', 2],
  ['le deux', 2],
  ['123', null],
  ['2 tickets', null],
  ['at two', null],
  ['option', null],
  ['', null],
])('%j says %j', (said, number) => {
  expect(numberSaid(normalise(said))).toBe(number);
});

it('gives no word two meanings, neither of two numbers nor of yes or no', () => {
  const meanings = new Map<string, number>();
  for (const language of Object.values(words.numbers)) {
    expect(language).toHaveLength(12);
    for (const [index, same] of language.entries()) {
      for (const word of same.map(normalise)) {
        expect(meanings.get(word) ?? index, word).toBe(index);
        expect(yesWords.has(word) || noWords.has(word), word).toBe(false);
        meanings.set(word, index);
      }
    }
  }
});
