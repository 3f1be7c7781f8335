import { expect, it } from 'vitest';
import { nextOccasion } from './next-occasion.ts';

const after = (now: string, zone: string, schedule: Parameters<typeof nextOccasion>[0]) =>
  nextOccasion(schedule, new Date(now), zone).toISOString();

it('falls on the next such time of day, where the organization is', () => {
  expect(after('2026-11-30T05:59:00Z', 'Africa/Nairobi', { time: '09:00' })).toBe('2026-11-30T06:00:00.000Z');
  // Never twice: at the very time it is the next one's turn.
  expect(after('2026-11-30T06:00:00Z', 'Africa/Nairobi', { time: '09:00' })).toBe('2026-12-01T06:00:00.000Z');
  // 30 November 2026 is a Monday.
  expect(after('2026-11-30T12:00:00Z', 'Africa/Nairobi', { time: '09:00', weekdays: [1, 4] })).toBe('2026-12-03T06:00:00.000Z');
});

it('falls on the last day of a month that is shorter', () => {
  expect(after('2026-02-01T00:00:00Z', 'UTC', { time: '10:00', days: [31] })).toBe('2026-02-28T10:00:00.000Z');
  expect(after('2026-01-31T11:00:00Z', 'UTC', { time: '10:00', days: [15, 31] })).toBe('2026-02-15T10:00:00.000Z');
});

it('stays at its time of day when the clocks change, once a day', () => {
  expect(after('2026-03-28T10:00:00Z', 'Europe/Berlin', { time: '09:00' })).toBe('2026-03-29T07:00:00.000Z');
  // 02:30 does not exist on 29 March: it is half past three then.
  expect(after('2026-03-28T12:00:00Z', 'Europe/Berlin', { time: '02:30' })).toBe('2026-03-29T01:30:00.000Z');
  // 02:30 comes twice on 25 October: the first of the two, and then tomorrow.
  expect(after('2026-10-24T12:00:00Z', 'Europe/Berlin', { time: '02:30' })).toBe('2026-10-25T00:30:00.000Z');
  expect(after('2026-10-25T00:30:00Z', 'Europe/Berlin', { time: '02:30' })).toBe('2026-10-26T01:30:00.000Z');
});
