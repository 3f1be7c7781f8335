import type { QueryClient } from '@tanstack/react-query';
import type { DeskChange, InboxRow } from '../../../modules/desk/contract.ts';
import { changed, type Names } from '../change/change.ts';
import { belongs, keyOf, type Shown, shownOf } from '../filter/filter.ts';
import { dropRow, type Listed, putRow } from './listed.ts';

/** Changes what the lists that were read say of single conversations. */

export const listKey = (shown: Shown) => ['inbox', 'list', keyOf(shown)] as const;
export const rowKey = (conversationId: string) => ['inbox', 'row', conversationId] as const;

/** What was done and is not answered yet: a page that was on its way must not show it undone. */
const underway = new Map<string, readonly { readonly change: DeskChange; readonly names: Names }[]>();

export function begin(ids: readonly string[], change: DeskChange, names: Names): void {
  for (const id of ids) underway.set(id, [...(underway.get(id) ?? []), { change, names }]);
}

export function end(ids: readonly string[], change: DeskChange): void {
  for (const id of ids) {
    const left = underway.get(id)?.filter((one) => one.change !== change) ?? [];
    if (left.length > 0) underway.set(id, left);
    else underway.delete(id);
  }
}

/** A row as the person has to see it: with what they have just done. */
export function asDone(row: InboxRow): InboxRow {
  return (underway.get(row.id) ?? []).reduce((before, { change, names }) => changed(before, change, names), row);
}

/** One list with what a row has become. `open`: the conversation beside the list, which does not vanish because it was read by being opened. */
export function withRow(list: Listed, row: InboxRow, shown: Shown, who: { memberId: string; open?: string | undefined }): Listed {
  const known = list.rows.some((one) => one.id === row.id);
  const seen = row.id === who.open && known ? { ...row, unread: Math.max(1, row.unread) } : row;
  // Where the row itself does not say it, it stays as it was: in the list, or not.
  return (belongs(seen, shown, who.memberId) ?? known) ? putRow(list, row) : dropRow(list, row.id);
}

/** Every list that was read, with what these rows have become. */
export function putRows(queries: QueryClient, rows: readonly InboxRow[], who: { memberId: string; open?: string | undefined }): void {
  for (const { queryKey } of queries.getQueryCache().findAll({ queryKey: ['inbox', 'list'] })) {
    const shown = shownOf(JSON.parse(String(queryKey[2])));
    queries.setQueryData<Listed>(queryKey, (list) => list && rows.reduce((so, row) => withRow(so, row, shown, who), list));
  }
  for (const row of rows) queries.setQueryData<InboxRow>(rowKey(row.id), (known) => known && row);
}

export function dropRows(queries: QueryClient, ids: readonly string[]): void {
  queries.setQueriesData<Listed>({ queryKey: ['inbox', 'list'] }, (list) => list && ids.reduce(dropRow, list));
}

/** A row as some list or the open conversation has it. */
export function findRow(queries: QueryClient, id: string): InboxRow | undefined {
  const alone = queries.getQueryData<InboxRow>(rowKey(id));
  if (alone) return alone;
  for (const [, list] of queries.getQueriesData<Listed>({ queryKey: ['inbox', 'list'] })) {
    const row = list?.rows.find((one) => one.id === id);
    if (row) return row;
  }
  return undefined;
}
