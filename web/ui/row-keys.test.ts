import { expect, it } from 'vitest';
import { target } from './row-keys.ts';

it.each([
  ['j', 0, 3, 1],
  ['j', 2, 3, 2],
  ['k', 0, 3, 0],
  ['arrowdown', 1, 3, 2],
  ['end', 0, 100, 99],
  ['pagedown', 95, 100, 99],
  ['home', 50, 100, 0],
  ['j', 0, 0, 0],
  ['q', 1, 3, null],
  ['mod+k', 1, 3, null],
])('%s from row %i of %i leads to %s', (key, from, count, to) => {
  expect(target(key, from, count)).toBe(to);
});
