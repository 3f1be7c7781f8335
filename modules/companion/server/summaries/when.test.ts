import { describe, expect, it } from 'vitest';
import { instantOf, isDayTime, lastDay, lastWeek, nextDue, type Rhythm } from './when.ts';

const rhythm = (more: Partial<Rhythm> = {}): Rhythm => ({ every: 'daily', preferredTimes: null, zone: 'Africa/Nairobi', ...more });
const at = (iso: string) => new Date(iso);

describe('a look back is due', () => {
  it.each([
    ['the same day, before their hour', rhythm(), '2026-11-20T04:00:00Z', '2026-11-20T06:00:00.000Z'],
    ['the next day, at or after it', rhythm(), '2026-11-20T06:00:00Z', '2026-11-21T06:00:00.000Z'],
    ['in the evening, for who likes evenings', rhythm({ preferredTimes: 'evening' }), '2026-11-20T06:00:00Z', '2026-11-20T16:00:00.000Z'],
    ['next Monday, each week', rhythm({ every: 'weekly' }), '2026-11-20T06:00:00Z', '2026-11-23T06:00:00.000Z'],
    ['next Monday for who wants none, for their clinician', rhythm({ every: null }), '2026-11-23T07:00:00Z', '2026-11-30T06:00:00.000Z'],
    ['at nine by the new clock, when it goes back', rhythm({ zone: 'Europe/London' }), '2026-10-24T12:00:00Z', '2026-10-25T09:00:00.000Z'],
    [
      'at nine by the new clock, when it goes forward',
      rhythm({ zone: 'Europe/London' }),
      '2026-03-28T12:00:00Z',
      '2026-03-29T08:00:00.000Z',
    ],
    ['west of Greenwich, on their own day', rhythm({ zone: 'America/Lima' }), '2026-11-20T03:00:00Z', '2026-11-20T14:00:00.000Z'],
  ])('%s', (_title, given, now, due) => {
    expect(nextDue(given, at(now)).toISOString()).toBe(due);
  });

  it('and not said at night', () => {
    expect(isDayTime(rhythm(), at('2026-11-20T05:59:00Z'))).toBe(false);
    expect(isDayTime(rhythm(), at('2026-11-20T06:00:00Z'))).toBe(true);
    expect(isDayTime(rhythm({ preferredTimes: 'evening' }), at('2026-11-20T18:00:00Z'))).toBe(false);
  });

  it('of the day or week that ended, where they live', () => {
    expect(lastDay(at('2026-11-20T21:30:00Z'), 'Africa/Nairobi').name).toBe('2026-11-20');
    expect(lastWeek(at('2026-11-22T21:30:00Z'), 'Africa/Nairobi')).toEqual({
      name: 'week 2026-11-22',
      from: '2026-11-16',
      to: '2026-11-22',
    });
    expect(lastWeek(at('2026-11-22T20:30:00Z'), 'Africa/Nairobi').name).toBe('week 2026-11-15');
    expect(instantOf('2026-11-20', 0, 'Asia/Kolkata').toISOString()).toBe('2026-11-19T18:30:00.000Z');
  });
});
