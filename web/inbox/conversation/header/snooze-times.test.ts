import { describe, expect, it } from 'vitest';
import { fromLocal, snoozeTimes, toLocal } from './snooze-times.ts';

const shown = (now: string, zone: string) => snoozeTimes(new Date(now), zone).map(({ name, at }) => [name, at.toISOString()]);

describe('when it comes back', () => {
  it('nine in the morning is nine where the person is', () => {
    // A Friday, one in the afternoon in Nairobi.
    expect(shown('2026-11-20T10:00:00Z', 'Africa/Nairobi')).toEqual([
      ['later_today', '2026-11-20T13:00:00.000Z'],
      ['tomorrow', '2026-11-21T06:00:00.000Z'],
      ['next_monday', '2026-11-23T06:00:00.000Z'],
    ]);
  });

  it('late in the evening nothing is later today; on Sunday tomorrow is Monday; on Monday the next one is meant', () => {
    expect(shown('2026-11-20T20:00:00Z', 'Africa/Nairobi').map(([name]) => name)).toEqual(['tomorrow', 'next_monday']);
    expect(shown('2026-11-22T08:00:00Z', 'Africa/Nairobi').map(([name]) => name)).toEqual(['later_today', 'tomorrow']);
    expect(shown('2026-11-23T08:00:00Z', 'Africa/Nairobi').at(-1)).toEqual(['next_monday', '2026-11-30T06:00:00.000Z']);
  });

  it('the clocks may change in the night', () => {
    // Berlin, 25 October 2026: at three it is two again.
    expect(shown('2026-10-24T10:00:00Z', 'Europe/Berlin')[1]).toEqual(['tomorrow', '2026-10-25T08:00:00.000Z']);
  });
});

it('a field for a moment says the clock of the person', () => {
  const at = new Date('2026-11-20T10:05:00Z');
  expect(toLocal(at, 'Asia/Karachi')).toBe('2026-11-20T15:05');
  expect(fromLocal('2026-11-20T15:05', 'Asia/Karachi')).toEqual(at);
  expect(fromLocal('', 'Asia/Karachi')).toBe(null);
});
