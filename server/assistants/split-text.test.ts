import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitText } from './split-text.ts';

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
