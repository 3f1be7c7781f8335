import { describe, expect, it } from 'vitest';
import { formatBytes, formatClock, formatDuration, formatMoment, formatNumber, formatRelative, nextChange, regionalOf } from './format.ts';

const now = new Date('2026-11-20T12:00:00Z');
const english = { language: 'en', timeZone: 'Africa/Nairobi', now: 'now' };

describe('times', () => {
  it('are in the zone of the person', () => {
    expect(formatClock('2026-11-20T21:30:00Z', english)).toMatch(/12:30/);
    expect(formatMoment('2026-11-20T21:30:00Z', english)).toMatch(/Nov 21, 2026/);
  });

  it.each([
    [{}, '12:30 AM', 'Nov 21, 2026, 12:30 AM'],
    [{ clock: '24' as const }, '00:30', 'Nov 21, 2026, 00:30'],
    [{ language: 'en-GB', clock: '24' as const }, '00:30', '21 Nov 2026, 00:30'],
    [{ language: 'sw', clock: '12' as const }, '12:30 AM', '21 Nov 2026, 12:30 AM'],
  ])('are told by the clock of the person: %o', (own, clock, moment) => {
    const reader = { ...english, ...own };
    // Between the time and its AM some versions of the data have a narrow space.
    const plain = (words: string) => words.replace(/\s/g, ' ');
    expect(plain(formatClock('2026-11-20T21:30:00Z', reader))).toBe(clock);
    expect(plain(formatMoment('2026-11-20T21:30:00Z', reader))).toBe(moment);
  });

  it('are written as in the country whose ways the browser follows, when that speaks the language of the app', () => {
    expect(regionalOf('en', ['sw-KE', 'en-GB', 'en'])).toBe('en-GB');
    expect(regionalOf('ur', ['en-GB'])).toBe('ur');
  });

  it.each([
    ['2026-11-20T11:59:40Z', 'now'],
    ['2026-11-20T11:58:10Z', '1 min. ago'],
    ['2026-11-20T15:10:00Z', 'in 3 hr.'],
    ['2026-11-17T11:00:00Z', '3 days ago'],
    ['2025-11-01T00:00:00Z', '1 yr. ago'],
  ])('%s is "%s"', (time, words) => {
    expect(formatRelative(time, now, english)).toBe(words);
  });

  it('are asked again when they would say something else', () => {
    expect(nextChange('2026-11-20T11:58:10Z', now)).toBeLessThanOrEqual(60_050);
    expect(nextChange('2026-11-17T11:00:00Z', now)).toBe(3_600_000);
  });
});

it('numbers have the signs of the language, in digits everybody here types', () => {
  expect(formatNumber(12_345.5, { language: 'en' })).toBe('12,345.5');
  expect(formatNumber(12_345, { language: 'ur' })).toBe('12,345');
});

it.each([
  [0, '0 bytes'],
  [900, '900 bytes'],
  [1536, '1.5 kB'],
  [16 * 1024 * 1024, '16 MB'],
  [5_400_000, '5.1 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes, { language: 'en' })).toBe(words);
});

it.each([
  [4, '4 ms'],
  [12.6, '13 ms'],
  [1240, '1.2 sec'],
  [58_000, '58 sec'],
  [200_000, '3.3 min'],
  [7_200_000, '2 hr'],
])('%d ms are "%s"', (milliseconds, words) => {
  expect(formatDuration(milliseconds, { language: 'en' })).toBe(words);
});
