import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { Change } from '#contract/realtime.ts';
import { ApiError, get } from '#web/data/api.ts';
import { useChanges } from '#web/data/realtime.ts';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import type { Shown } from '../filter/filter.ts';
import type { Listed } from './listed.ts';
import { asDone, dropRows, listKey, putRows } from './patch.ts';

/** What comes together is asked together; short enough to look immediate. */
const gatherMs = 200;
/** More rows than this at once are quicker read as a page. */
const rowsMax = 8;

/** Keeps the rows as they are on the server, while they are looked at. */
export function useLiveRows(shown: Shown, memberId: string, open: string | undefined): void {
  const queries = useQueryClient();
  const gathered = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ shown, memberId, open });
  latest.current = { shown, memberId, open };

  const flush = useCallback(async () => {
    const ids = [...gathered.current];
    gathered.current.clear();
    const { shown: now, ...who } = latest.current;
    if (ids.length > rowsMax) await queries.invalidateQueries({ queryKey: listKey(now), exact: true });
    else {
      const read = await Promise.all(ids.map(readRow));
      dropRows(
        queries,
        read.filter((one) => one.row === null).map((one) => one.id),
      );
      putRows(
        queries,
        read.flatMap(({ row }) => (row ? [asDone(row)] : [])),
        who,
      );
    }
    // Lists that are not shown are read again when they are.
    void queries.invalidateQueries({
      queryKey: ['inbox', 'list'],
      refetchType: 'none',
      predicate: (query) => query.getObserversCount() === 0,
    });
    timer.current = gathered.current.size > 0 ? setTimeout(flush, gatherMs) : undefined;
  }, [queries]);

  const hear = useCallback(
    (change: Change) => {
      const rows = queries.getQueryData<Listed>(listKey(latest.current.shown))?.rows ?? [];
      for (const id of idsOf(change, rows)) gathered.current.add(id);
      if (gathered.current.size > 0) timer.current ??= setTimeout(flush, gatherMs);
    },
    [queries, flush],
  );
  useChanges(hear);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}

/** Which conversations a change is about, as far as a row shows it. */
export function idsOf({ kind, conversationId, contactId }: Change, rows: readonly Pick<InboxRow, 'id' | 'contactId'>[]): readonly string[] {
  if (kind === 'contact.changed') return rows.filter((row) => row.contactId === contactId).map((row) => row.id);
  // A row shows whether its contact has an open incident, which may have come with another conversation of theirs.
  if (kind === 'incident.changed') {
    const theirs = rows.filter((row) => row.contactId === contactId).map((row) => row.id);
    return conversationId === undefined ? theirs : [...new Set([conversationId, ...theirs])];
  }
  if (conversationId === undefined) return [];
  if (kind === 'message.created' || kind === 'conversation.changed') return [conversationId];
  // A status: of no interest where the row is not shown.
  return kind === 'message.changed' && rows.some((row) => row.id === conversationId) ? [conversationId] : [];
}

/** The row now; null: it is not ours to see any more; undefined: nobody could say. */
async function readRow(id: string): Promise<{ id: string; row: InboxRow | null | undefined }> {
  try {
    return { id, row: await get<InboxRow>(`/api/inbox/${id}`) };
  } catch (error) {
    return { id, row: error instanceof ApiError && error.status === 404 ? null : undefined };
  }
}
