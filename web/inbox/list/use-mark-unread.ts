import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { usePlace } from '#web/data/session.ts';
import { tell } from '#web/ui/toast.tsx';
import type { InboxRow, Unread } from '../../../modules/desk/contract.ts';
import { inParts } from '../change/change.ts';
import { putRows } from './patch.ts';

/** So many requests at a time. */
const together = 6;

/** Conversations to come back to: each counts as unread again, for oneself. */
export function useMarkUnread(): (rows: readonly InboxRow[]) => void {
  const queries = useQueryClient();
  const { t } = useTranslation();
  const { memberId } = usePlace();
  return useCallback(
    (rows) => {
      const mark = async (what: 'unread' | 'read', of: readonly InboxRow[]) => {
        for (const part of inParts(of, together)) {
          const marked = await Promise.all(
            part.map(async (row) => ({ ...row, ...(await post<Unread>(`/api/conversations/${row.id}/${what}`, { body: {} })) })),
          );
          putRows(queries, marked, { memberId });
        }
        void queries.invalidateQueries({ queryKey: ['inbox', 'counts'] });
      };
      const fault = (error: unknown) => tell(t('inbox:change.failed', { why: explainShort(error) }), { tone: 'fault' });
      const read = rows.filter((row) => row.unread === 0);
      putRows(
        queries,
        read.map((row) => ({ ...row, unread: 1 })),
        { memberId },
      );
      tell(t('inbox:done.unread', { count: rows.length }), { undo: () => void mark('read', read).catch(fault) });
      void mark('unread', rows).catch((error: unknown) => {
        putRows(queries, read, { memberId });
        fault(error);
      });
    },
    [queries, t, memberId],
  );
}
