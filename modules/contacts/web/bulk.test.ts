import { expect, it } from 'vitest';
import { planTagging, slices } from './bulk.ts';

it('tags only those who do not have it, so that undoing it takes it from nobody else', () => {
  const chosen = [
    { id: 'a', tags: [{ id: '1', name: 'VIP' }] },
    { id: 'b', tags: [] },
  ];
  expect(planTagging(chosen, 'vip', true).contactIds).toEqual(['b']);
  expect(planTagging(chosen, 'vip', false).contactIds).toEqual(['a']);
});

it('asks in slices of what one request may name', () => {
  expect(slices([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(slices([])).toEqual([]);
});
