import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitAtSentences, splitText } from './split-text.ts';

it('loses nothing, keeps the limit, and never cuts a character in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.integer({ min: 2, max: 40 }), (text, length) => {
      const parts = splitText(text, length);
      expect(parts.join('')).toBe(text);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(length);
      if (text.isWellFormed()) for (const part of parts) expect(part.isWellFormed()).toBe(true);
    }),
  );
});

it('an ordinary text stays whole', () => {
  expect(splitText('echo: hello', 4_096)).toEqual(['echo: hello']);
});

it('cut at sentences, parts keep limit and count, hold nothing that was not said, and are never empty', () => {
  const words = fc.array(fc.constantFrom('Habari.', 'Is it?', 'yes', 'نعم۔', '👩‍⚕️', 'well, ', '\n', 'verylongwordwithoutanend', '。'), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 60 }), fc.integer({ min: 1, max: 3 }), (some, length, most) => {
      const text = some.join(' ');
      const parts = splitAtSentences(text, length, most);
      expect(parts.length).toBeLessThanOrEqual(most);
      const bare = (one: string) => one.replace(/\s+/g, '');
      expect(bare(text).startsWith(bare(parts.join('')))).toBe(true);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(length);
        expect(part.trim()).toBe(part);
        expect(part).not.toBe('');
        expect(part.isWellFormed()).toBe(true);
      }
    }),
  );
});

it.each([
  ['One. Two. Three.', 10, 3, ['One. Two.', 'Three.']],
  ['One. Two. Three.', 10, 1, ['One. Two.']],
  ['A sentence without an end that goes on', 20, 2, ['A sentence without', 'an end that goes on']],
  ['Aaaaaaaaaaaaaaaaaaaaaaaa', 10, 2, ['Aaaaaaaaaa', 'Aaaaaaaaaa'.toLowerCase()]],
  ['今日は休みです。明日は九時からです。', 10, 3, ['今日は休みです。', '明日は九時からです。']],
  ['  ', 10, 3, []],
])('%j in %i', (text, length, most, parts) => {
  expect(splitAtSentences(text, length, most)).toEqual(parts);
});
