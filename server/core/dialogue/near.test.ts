import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distance, near } from './near.ts';

it.each([
  ['ticket', 'tikcet', true],
  ['ticket', 'tiket', true],
  ['appointment', 'apointmant', true],
  ['consultation', 'consultatoin', true],
  ['wehn', 'when', true],
  ['opne', 'open', true],
  ['oepn', 'open', true],
  ['langauge', 'language', true],
  ['poen', 'open', false],
  ['god', 'gdo', false],
  ['stop', 'shop', false],
  ['hell', 'hello', false],
  ['ticket', 'tikt', false],
  ['habari', 'hatari', true],
  ['wards', 'words', true],
])('%s and %s: %s', (one, other, expected) => {
  expect(near(one, other)).toBe(expected);
});

it('is a distance: zero only for equals, the same both ways, at most the longer length', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
      const between = distance(one, other);
      expect(between === 0).toBe(one === other);
      expect(distance(other, one)).toBe(between);
      expect(between).toBeLessThanOrEqual(Math.max(one.length, other.length));
    }),
  );
});
