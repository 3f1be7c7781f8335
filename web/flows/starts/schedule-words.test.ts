import { expect, it } from 'vitest';
import { readDays, rhythmOf, type Schedule, toggled, withRhythm } from './schedule-words.ts';

const daily: Schedule = { kind: 'schedule', time: '09:00', who: { kind: 'tag', value: 'VIP' } };

it('comes every day, on days of the week, or on days of the month, and never on two of these', () => {
  const weekly = withRhythm(daily, 'weekly');
  expect([daily, weekly, withRhythm(weekly, 'monthly')].map(rhythmOf)).toEqual(['daily', 'weekly', 'monthly']);
  expect(withRhythm(weekly, 'monthly')).toEqual({ ...daily, days: [1] });
  expect(withRhythm(weekly, 'daily')).toEqual(daily);
});

it('keeps days in order, and at least one', () => {
  expect(toggled([1, 5], 3)).toEqual([1, 3, 5]);
  expect(toggled([1, 5], 1)).toEqual([5]);
  expect(toggled([5], 5)).toEqual([5]);
});

it('reads days of the month as people write them', () => {
  expect(readDays('15, 1 and 40')).toEqual([1, 15]);
  expect(readDays('soon')).toBeNull();
});
