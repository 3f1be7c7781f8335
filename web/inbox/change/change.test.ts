import { expect, it } from 'vitest';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import { changed, inParts, inverse, waysBack } from './change.ts';

const urgent = { id: 'urgent', name: 'Urgent', colour: 'red' as const };
const refund = { id: 'refund', name: 'Refund', colour: 'orange' as const };
const names = { members: [{ id: 'ana', name: 'Ana' }], teams: [{ id: 'desk', name: 'Front desk' }], labels: [urgent, refund] };
const now = new Date('2026-11-20T12:00:00Z');
const row = {
  id: 'c1',
  state: 'open',
  handler: 'people',
  assignee: null,
  team: null,
  labels: [urgent],
  snoozedUntil: null,
  waitingSince: '2026-11-20T11:00:00Z',
} as unknown as InboxRow;

it('shows at once what the server is about to say', () => {
  expect(changed(row, { state: 'closed' }, names)).toMatchObject({ state: 'closed', waitingSince: null });
  expect(changed(row, { snoozedUntil: '2026-11-21T06:00:00Z' }, names)).toMatchObject({
    state: 'snoozed',
    snoozedUntil: '2026-11-21T06:00:00Z',
  });
  expect(changed(row, { assigneeId: 'ana', teamId: 'desk' }, names)).toMatchObject({
    assignee: { name: 'Ana' },
    team: { name: 'Front desk' },
  });
  expect(changed(row, { addLabels: ['refund', 'urgent'], removeLabels: [] }, names).labels).toEqual([urgent, refund]);
  expect(changed(row, { handler: 'assistant' }, names)).toMatchObject({ handler: 'assistant', waitingSince: null });
});

it.each([
  [{ state: 'closed' }, row, [{ state: 'open' }]],
  [{ state: 'closed' }, { ...row, state: 'closed' }, []],
  [
    { state: 'closed' },
    { ...row, state: 'snoozed', snoozedUntil: '2026-11-21T06:00:00Z' },
    [{ state: 'open' }, { snoozedUntil: '2026-11-21T06:00:00Z' }],
  ],
  [{ state: 'open' }, { ...row, state: 'snoozed', snoozedUntil: '2026-11-21T06:00:00Z' }, [{ snoozedUntil: '2026-11-21T06:00:00Z' }]],
  [{ snoozedUntil: '2026-11-21T06:00:00Z' }, row, [{ state: 'open' }]],
  [{ assigneeId: 'ana' }, row, [{ assigneeId: null }]],
  [{ addLabels: ['refund', 'urgent'] }, row, [{ removeLabels: ['refund'] }]],
  [{ handler: 'people' }, row, []],
] as const)('%j is taken back', (change, before, back) => {
  expect(inverse(before as InboxRow, change as never, now)).toEqual(back);
});

it('takes back many by as few requests as there are ways', () => {
  const rows = [row, { ...row, id: 'c2', assignee: { id: 'ana', name: 'Ana' } }, { ...row, id: 'c3' }];
  expect(waysBack(rows, { assigneeId: 'juma' }, now)).toEqual([
    { ids: ['c1', 'c3'], changes: [{ assigneeId: null }] },
    { ids: ['c2'], changes: [{ assigneeId: 'ana' }] },
  ]);
});

it('sends no more at once than the server takes', () => {
  expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
});
