import { expect, it } from 'vitest';
import { gateOf } from './gate.ts';

const row = { former: false, optedOutAt: null, windowClosesAt: '2026-11-20T12:00:00Z', risk: null };
const before = new Date('2026-11-20T11:59:00Z');
const after = new Date('2026-11-20T12:00:00Z');
const active = { state: 'active' } as const;

it.each([
  [{}, { maySend: true, now: before }, 'open'],
  [{}, { maySend: true, now: after }, 'window'],
  [{ windowClosesAt: null }, { maySend: true, now: after }, 'open'],
  [{ optedOutAt: '2026-11-19T12:00:00Z' }, { maySend: true, now: after }, 'opted_out'],
  [{ optedOutAt: '2026-11-19T12:00:00Z', risk: 'moderate' }, { maySend: true, now: before }, 'opted_out'],
  [{ optedOutAt: '2026-11-19T12:00:00Z', risk: 'high' }, { maySend: true, now: before }, 'open'],
  [{ optedOutAt: '2026-11-19T12:00:00Z', risk: 'imminent' }, { maySend: true, now: after }, 'opted_out'],
  [{ former: true }, { maySend: true, now: before }, 'former'],
  [{}, { maySend: false, now: before }, 'forbidden'],
])('%j with %j: %s', (more, how, gate) => {
  expect(gateOf({ ...row, ...more }, { channel: active, ...how })).toBe(gate);
});

it('a channel that is switched off takes nothing; a paused one keeps it', () => {
  expect(gateOf(row, { channel: { state: 'disabled' }, maySend: true, now: before })).toBe('disabled');
  expect(gateOf(row, { channel: { state: 'paused' }, maySend: true, now: before })).toBe('open');
});
