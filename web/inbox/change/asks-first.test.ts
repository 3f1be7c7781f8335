import { expect, it } from 'vitest';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import { asksFirst } from './asks-first.ts';

const now = new Date('2026-11-20T12:00:00Z');
const later = '2026-11-21T06:00:00Z';
const calm = {
  id: 'c1',
  state: 'open',
  handler: 'people',
  assignee: null,
  team: null,
  labels: [],
  snoozedUntil: null,
  risk: null,
} as unknown as InboxRow;
const risky: InboxRow = { ...calm, id: 'c2', risk: 'high' };

it.each([
  [{ state: 'closed' }, 'close'],
  [{ snoozedUntil: later }, 'snooze'],
  [{ handler: 'assistant' }, 'give'],
] as const)('%j asks first where somebody may be in danger', (change, what) => {
  expect(asksFirst([risky], change, now)).toEqual({ what, count: 1 });
  expect(asksFirst([calm, risky, { ...risky, id: 'c3' }], change, now)).toEqual({ what, count: 2 });
  expect(asksFirst([calm], change, now)).toBeNull();
});

it.each([{ state: 'open' }, { snoozedUntil: null }, { handler: 'people' }, { assigneeId: 'ana' }, { addLabels: ['urgent'] }] as const)(
  '%j leaves it in sight and asks nothing',
  (change) => {
    expect(asksFirst([risky], change as never, now)).toBeNull();
  },
);

it('asks nothing of what is so already', () => {
  expect(asksFirst([{ ...risky, state: 'closed' }], { state: 'closed' }, now)).toBeNull();
});
