import { expect, it } from 'vitest';
import { moved, without } from './chain.ts';

it('moves somebody one place, and nobody past an end', () => {
  const ids = ['a', 'b', 'c'];
  expect(moved(ids, 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(ids, 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(ids, 0, -1)).toEqual(ids);
  expect(moved(ids, 2, 1)).toEqual(ids);
  expect(ids).toEqual(['a', 'b', 'c']);
});

it('leaves somebody out', () => {
  expect(without(['a', 'b'], 'a')).toEqual(['b']);
});
