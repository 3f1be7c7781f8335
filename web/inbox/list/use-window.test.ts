import { expect, it } from 'vitest';
import { windowOf } from './use-window.ts';

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
