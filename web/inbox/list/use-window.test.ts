import { expect, it } from 'vitest';
import { slotsOf, windowOf } from './use-window.ts';

const sight = { height: 800, rowHeight: 80 };

it('draws what is in sight and a few beside it, of a hundred thousand', () => {
  expect(windowOf({ ...sight, top: 0, count: 100_000 })).toEqual({ first: 0, last: 18 });
  expect(windowOf({ ...sight, top: 4_000_000, count: 100_000 })).toEqual({ first: 49_992, last: 50_018 });
});

it('ends where the rows end, also when they became fewer', () => {
  expect(windowOf({ ...sight, top: 0, count: 3 })).toEqual({ first: 0, last: 2 });
  expect(windowOf({ ...sight, top: 9000, count: 3 })).toEqual({ first: 2, last: 2 });
  expect(windowOf({ ...sight, top: 0, count: 0 }).last).toBe(-1);
});

it('gives the slot of the row that went to the one that came', () => {
  const slots = (first: number, last: number) => slotsOf({ first, last }, 4).map(({ slot, index }) => `${slot}:${index}`);
  expect(slots(0, 3)).toEqual(['0:0', '1:1', '2:2', '3:3']);
  expect(slots(1, 4)).toEqual(['0:4', '1:1', '2:2', '3:3']);
  expect(slots(6, 8)).toEqual(['0:8', '2:6', '3:7']);
  expect(slots(0, -1)).toEqual([]);
});
