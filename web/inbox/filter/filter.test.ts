import { expect, it } from 'vitest';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import { belongs, keyOf, searchOf, shownOf, withPart } from './filter.ts';

const ana = '0193a7f0-0000-7000-8000-00000000000a';
const row = {
  state: 'open',
  handler: 'people',
  assignee: { id: ana, name: 'Ana' },
  team: null,
  labels: [{ id: 'l', name: 'Urgent', colour: 'red' }],
  unread: 0,
  waitingSince: '2026-11-20T11:00:00Z',
  failed: false,
  risk: null,
} as unknown as InboxRow;

it('reads an address and writes it again', () => {
  const search = { handler: 'people', assignee: 'me', waiting: true, sort: 'waiting' };
  expect(searchOf(shownOf(search))).toEqual(search);
  expect(searchOf(shownOf({ state: 'all', attention: 'true', sort: 'risk' }))).toEqual({ state: 'all', attention: true, sort: 'risk' });
  expect(shownOf({ unread: 'true', team: ana })).toEqual({ filter: { unread: true, team: ana }, sort: 'newest' });
});

it('passes over what an address should not say', () => {
  const search = { state: 'open', handler: 'nobody', assignee: 'x', team: 'me', label: 'none', unread: 'yes', sort: 'up', other: 1 };
  expect(shownOf(search)).toEqual({ filter: {}, sort: 'newest' });
});

it('changes a part and takes it out', () => {
  const shown = withPart({ filter: { handler: 'people' }, sort: 'newest' }, { assignee: 'me', state: 'open' });
  expect(shown.filter).toEqual({ handler: 'people', assignee: 'me' });
  expect(keyOf(withPart(shown, { assignee: undefined }))).toBe(keyOf({ filter: { handler: 'people' }, sort: 'newest' }));
});

it.each([
  [{}, true],
  [{ state: 'closed' }, false],
  [{ state: 'all' }, true],
  [{ assignee: 'me' }, true],
  [{ assignee: 'none' }, false],
  [{ team: 'none' }, true],
  [{ label: 'l' }, true],
  [{ unread: true }, false],
  [{ waiting: true }, true],
  [{ tag: ana }, null],
  [{ tag: ana, handler: 'assistant' }, false],
] as const)('%j holds a row: %s', (filter, fits) => {
  expect(belongs(row, { filter, sort: 'newest' }, ana)).toBe(fits);
});

it('holds by its gravity only what has an open incident', () => {
  const grave = { ...row, risk: 'high' } as InboxRow;
  const shown = shownOf({ sort: 'risk' });
  expect([belongs(row, shown, ana), belongs(grave, shown, ana)]).toEqual([false, true]);
  expect(belongs(row, shownOf({ attention: 'true' }), ana)).toBe(false);
});
