import { expect, it } from 'vitest';
import { ApiError } from './api.ts';
import { countPresses } from './use-sending.ts';

it('sends nothing while the same is under way, and lets something else go', () => {
  const presses = countPresses();
  expect(presses.begin({ url: 'https://a.example' })).toBe(true);
  expect(presses.begin({ url: 'https://a.example' })).toBe(false);
  expect(presses.begin({ url: 'https://b.example' })).toBe(true);
  presses.end({ url: 'https://a.example' }, null);
  expect(presses.begin({ url: 'https://a.example' })).toBe(true);
  expect(presses.begin({ url: 'https://b.example' })).toBe(false);
});

it('counts a press without anything to say as the same each time', () => {
  const presses = countPresses();
  expect([presses.begin(undefined), presses.begin(undefined)]).toEqual([true, false]);
});

it('keeps the key of an input until it succeeded', () => {
  const presses = countPresses();
  const first = presses.keyOf({ name: 'Amina' });
  presses.end({ name: 'Amina' }, new ApiError(0, 'unreachable', ''));
  expect(presses.keyOf({ name: 'Amina' })).toBe(first);
  expect(presses.keyOf({ name: 'Juma' })).not.toBe(first);
  presses.end({ name: 'Amina' }, null);
  expect(presses.keyOf({ name: 'Amina' })).not.toBe(first);
});

it('takes a new key where the old one was another request’s', () => {
  const presses = countPresses();
  const first = presses.keyOf(undefined);
  presses.end(undefined, new ApiError(409, 'idempotency.key_reused', ''));
  expect(presses.keyOf(undefined)).not.toBe(first);
});
