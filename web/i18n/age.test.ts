import { expect, it } from 'vitest';
import { formatAge, formatSpan } from './age.ts';

const now = new Date('2026-11-20T12:00:00Z');
const reader = { language: 'en', timeZone: 'Africa/Nairobi', now: 'now' };

it.each([
  ['2026-11-20T11:59:20Z', 'now'],
  ['2026-11-20T11:57:10Z', '2m'],
  ['2026-11-20T09:10:00Z', '2h'],
  ['2026-11-16T11:00:00Z', '4d'],
  ['2026-11-11T22:30:00Z', 'Nov 12'],
  ['2025-11-12T10:00:00Z', 'Nov 12, 2025'],
])('%s is "%s"', (time, words) => {
  expect(formatAge(time, now, reader)).toBe(words);
});

it('says how long is left, in digits everybody here types', () => {
  expect(formatSpan(3.9 * 3_600_000, reader)).toBe('3h');
  expect(formatSpan(20_000, reader)).toBe('1m');
  expect(formatSpan(2 * 3_600_000, { language: 'ur' })).toMatch(/2/);
});
