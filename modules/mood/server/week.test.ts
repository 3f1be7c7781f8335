import { describe, expect, it } from 'vitest';
import type { MoodEntry } from '../contract.ts';
import { toWeek } from './week.ts';

const entry = (at: string, own: Partial<MoodEntry>): MoodEntry => ({
  id: '01a1f982-0000-7000-8000-000000000000',
  at,
  source: 'self',
  score: null,
  label: null,
  valence: null,
  intensity: null,
  confidence: null,
  about: [],
  note: null,
  messageId: null,
  reader: null,
  ...own,
});

describe('a week', () => {
  it('has days of their own zone, also where one has 25 hours, and gaps stay gaps', () => {
    // In Berlin clocks went back on 25 October 2026.
    const week = toWeek(
      [
        entry('2026-10-24T22:30:00Z', { score: 3 }),
        entry('2026-10-25T22:59:00Z', { score: 5 }),
        entry('2026-10-25T23:01:00Z', { score: 9 }),
      ],
      'Europe/Berlin',
      new Date('2026-10-26T12:00:00Z'),
    );
    expect(week.days.map(({ date, score }) => [date, score])).toEqual([
      ['2026-10-20', null],
      ['2026-10-21', null],
      ['2026-10-22', null],
      ['2026-10-23', null],
      ['2026-10-24', null],
      ['2026-10-25', 4],
      ['2026-10-26', 9],
    ]);
    expect(week.said).toEqual({ days: 2, median: 5, low: 3, high: 9 });
  });

  it('never counts what was read among what was said', () => {
    const read = entry('2026-11-20T10:00:00Z', { source: 'inferred', label: 'sad', valence: -0.8, about: ['work'] });
    const week = toWeek([read, entry('2026-11-20T11:00:00Z', { score: 8 })], 'UTC', new Date('2026-11-20T12:00:00Z'));
    expect(week).toMatchObject({ said: { median: 8, low: 8, high: 8 }, heard: 'sad', about: ['work'], direction: null });
    expect(week.days.at(-1)).toEqual({ date: '2026-11-20', score: 8, valence: -0.8 });
  });

  it('is compared with the one before where both have numbers enough', () => {
    const days = (from: number, score: number) =>
      [0, 1, 2].map((day) => entry(new Date(Date.UTC(2026, 10, from + day, 9)).toISOString(), { score }));
    const at = new Date('2026-11-20T12:00:00Z');
    expect(toWeek([...days(8, 3), ...days(16, 7)], 'UTC', at).direction).toBe('up');
    expect(toWeek([...days(8, 7), ...days(16, 3)], 'UTC', at).direction).toBe('down');
    expect(toWeek(days(16, 3), 'UTC', at).direction).toBeNull();
  });
});
