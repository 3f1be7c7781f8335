import { expect, it } from 'vitest';
import { linePath, niceTop, stepsOf } from './chart-scale.ts';

it.each([
  [0, 4],
  [3, 4],
  [7, 10],
  [12, 20],
  [34, 40],
  [420, 500],
  [99_999, 100_000],
])('%i ends at %i', (most, top) => {
  expect(niceTop(most)).toBe(top);
});

it('draws lines at numbers people say', () => {
  expect(stepsOf(4)).toEqual([0, 2, 4]);
  expect(stepsOf(20)).toEqual([0, 10, 20]);
  expect(stepsOf(50)).toEqual([0, 10, 20, 30, 40, 50]);
});

it('joins values by a line', () => {
  expect(linePath([1, 2], { x: (index) => index * 10, y: (value) => 100 - value })).toBe('M0.0 99.0L10.0 98.0');
  expect(linePath([], { x: () => 0, y: () => 0 })).toBe('');
});
