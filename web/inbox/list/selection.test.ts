import { expect, it } from 'vitest';
import { nothing, pickOne, pickTo } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

it('chooses and lets go', () => {
  const one = pickOne(nothing, 'b');
  expect([...one.ids]).toEqual(['b']);
  expect(pickOne(one, 'b')).toEqual(nothing);
});

it('chooses a range in either direction, and goes on from its end', () => {
  const range = pickTo(pickOne(nothing, 'd'), order, 'b');
  expect([...range.ids].sort()).toEqual(['b', 'c', 'd']);
  expect([...pickTo(range, order, 'a').ids].sort()).toEqual(['a', 'b', 'c', 'd']);
});

it('begins anew where the last chosen is not in the list any more', () => {
  expect(pickTo(pickOne(nothing, 'gone'), order, 'c')).toEqual({ ids: new Set(['gone', 'c']), from: 'c' });
});
