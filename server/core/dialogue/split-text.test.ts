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

it.each([
  ['Come at nine. Bring your card! Do you need a nurse?', 32, ['Come at nine. Bring your card! ', 'Do you need a nurse?']],
  ['नौ बजे आइए। अपना कार्ड लाइए। धन्यवाद।', 20, ['नौ बजे आइए। ', 'अपना कार्ड लाइए। ', 'धन्यवाद।']],
  ['تعال في التاسعة. هل تحتاج ممرضة؟ شكرا', 18, ['تعال في التاسعة. ', 'هل تحتاج ممرضة؟ ', 'شكرا']],
  ['one sentence that is longer than a part may be', 20, ['one sentence that ', 'is longer than a ', 'part may be']],
  ['Donaudampfschifffahrt', 10, ['Donaudampf', 'schifffahr', 't']],
])('%j in parts of %i ends them at sentences, then at words', (text, length, parts) => {
  expect(splitText(text, length)).toEqual(parts);
});
