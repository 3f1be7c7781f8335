import { expect, it } from 'vitest';
import type { Incident } from '../contract.ts';
import { inOrder, isClosed, isWaiting, shareGone } from './order.ts';

const one = (id: string, severity: Incident['severity'], state: Incident['state'], calledAt: string) =>
  ({ id, severity, state, calledAt }) as Incident;

it('puts first what nobody deals with, then the graver, then who waits longest', () => {
  const given = [
    one('dealt with', 'imminent', 'acknowledged', '2026-11-20T13:00:00Z'),
    one('moderate', 'moderate', 'raised', '2026-11-20T12:00:00Z'),
    one('late', 'high', 'delivered', '2026-11-20T14:05:00Z'),
    one('early', 'high', 'raised', '2026-11-20T14:01:00Z'),
    one('now', 'imminent', 'raised', '2026-11-20T14:09:00Z'),
  ];
  expect(inOrder(given).map(({ id }) => id)).toEqual(['now', 'early', 'late', 'moderate', 'dealt with']);
  expect(given[0]?.id).toBe('dealt with');
});

it('knows who is waited for, and what is over', () => {
  const states = ['raised', 'delivered', 'acknowledged', 'resolved', 'false_alarm'] as const;
  expect(states.filter((state) => isWaiting({ state }))).toEqual(['raised', 'delivered']);
  expect(states.filter((state) => isClosed({ state }))).toEqual(['resolved', 'false_alarm']);
});

it.each([
  ['2026-11-20T14:00:00Z', 0],
  ['2026-11-20T14:01:15Z', 0.25],
  ['2026-11-20T14:05:00Z', 1],
  ['2026-11-20T15:00:00Z', 1],
])('at %s, %d of the time has gone', (now, share) => {
  expect(shareGone({ calledAt: '2026-11-20T14:00:00Z', dueAt: '2026-11-20T14:05:00Z' }, new Date(now))).toBe(share);
});

it('waits for nobody once somebody is there', () => {
  expect(shareGone({ calledAt: '2026-11-20T14:00:00Z', dueAt: null }, new Date())).toBeNull();
});
