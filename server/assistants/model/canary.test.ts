import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tellsCanary } from './canary.ts';

const mark = '9f3c1e07ab52d84466e0137f';

it('finds any twelve characters of the mark, whatever stands between and around them', () => {
  const between = fc.constantFrom('', ' ', '-', '\n', '. ', '\u200b', '*', ' – ');
  fc.assert(
    fc.property(
      fc.nat(12),
      fc.array(between, { minLength: 12, maxLength: 12 }),
      fc.boolean(),
      fc.string(),
      (start, gaps, large, around) => {
        const part = [...mark.slice(start, start + 12)].map((letter, index) => letter + gaps[index]).join('');
        expect(tellsCanary(`${around} ! ${large ? part.toUpperCase() : part}`, mark)).toBe(true);
      },
    ),
  );
});

it.each(['base64', 'base64url', 'hex'] as const)('finds it in %s, wherever it stands', (encoding) => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const told = Buffer.from(`${before}[${mark}] ${after}`).toString(encoding);
      expect(tellsCanary(told, mark)).toBe(true);
      expect(tellsCanary(told.replace(/.{7}/g, '$&\n'), mark)).toBe(true);
    }),
  );
});

it('takes nothing else for it', () => {
  expect(tellsCanary('Call 0311-7786264 or write to us. Your code is 9f3c1e07ab5.', mark)).toBe(false);
  expect(tellsCanary('', mark)).toBe(false);
  expect(tellsCanary(Buffer.from('Call us at nine, please: 9f3c1e07').toString('base64'), mark)).toBe(false);
});
