import { expect, it } from 'vitest';
import { limitsBody, limitsOf, pricesBody } from './model-draft.ts';

const limits = { turn: { tokens: 1, calls: 2, seconds: 3 }, minute: { calls: null }, day: { tokens: 4, calls: 5, seconds: 6 } };

it('limits come back from the form as they went in', () => {
  expect(limitsBody(limitsOf(limits))).toEqual(limits);
});

it('a limit that is emptied is left out', () => {
  expect(limitsBody({ ...limitsOf(limits), day_calls: null }).day).toEqual({ tokens: 4, seconds: 6 });
});

it('a price that is not given is unknown, not zero', () => {
  expect(pricesBody({ currency: ' usd', input: 0, output: null })).toEqual({ currency: 'USD', input: 0 });
});
