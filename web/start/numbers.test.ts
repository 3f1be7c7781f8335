import { describe, expect, it } from 'vitest';
import { compareDays, hourIn } from './numbers.ts';

const hours = (given: Record<number, number>) => Array.from({ length: 24 }, (_, hour) => given[hour] ?? 0);

describe('today and yesterday', () => {
  it('are compared up to the same hour', () => {
    expect(compareDays(hours({ 9: 40 }), hours({ 9: 20, 10: 5, 15: 100 }), 10)).toEqual({ today: 40, yesterday: 25, trend: 'more' });
    expect(compareDays(hours({ 9: 10 }), hours({ 9: 20 }), 10)).toMatchObject({ trend: 'less' });
  });

  it('are alike within a tenth, and when there is but a handful', () => {
    expect(compareDays(hours({ 9: 95 }), hours({ 9: 100 }), 10)).toMatchObject({ trend: 'same' });
    expect(compareDays(hours({ 9: 2 }), hours({}), 10)).toMatchObject({ trend: 'same' });
    expect(compareDays(hours({ 9: 3 }), hours({}), 10)).toMatchObject({ trend: 'more' });
  });
});

it('the hour is that of the organization', () => {
  expect(hourIn('Africa/Nairobi', '2026-11-20T21:30:00Z')).toBe(0);
  expect(hourIn('UTC', '2026-11-20T21:30:00Z')).toBe(21);
});
