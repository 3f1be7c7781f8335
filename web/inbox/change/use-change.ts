import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { usePlace } from '#web/data/session.ts';
import { tell } from '#web/ui/toast.tsx';
import type { DeskChange, InboxRow } from '../../../modules/desk/contract.ts';
import { asDone, begin, end, findRow, putRows } from '../list/patch.ts';
import { useLabels, useMembers, useTeams } from '../queries.ts';
import { askFirst } from './ask-first.tsx';
import { asksFirst } from './asks-first.ts';
import { changed, inParts, type Names, waysBack } from './change.ts';

export function useNames(): Names {
  const [members, teams, labels] = [useMembers(), useTeams(), useLabels()];
  return useMemo(() => ({ members, teams, labels }), [members, teams, labels]);
}

/**
 * Changes conversations: seen at once, told with the way back, and sent. What the server refuses is as it was again, and the reason is told.
 * `said` is the sentence that tells it is done; null: what is seen says it. Where somebody may be in danger the person is asked first;
 * `then` is what comes after, once it is sent off.
 */
export function useChange(): (rows: readonly InboxRow[], change: DeskChange, said: string | null, then?: () => void) => void {
  const queries = useQueryClient();
  const { t } = useTranslation();
  const { memberId } = usePlace();
  const names = useNames();

  const makeChange = useCallback(
    (rows: readonly InboxRow[], change: DeskChange, said: string | null) => {
      const send = async (ids: readonly string[], what: DeskChange): Promise<void> => {
        const before = ids.flatMap((id) => findRow(queries, id) ?? rows.find((row) => row.id === id) ?? []);
        begin(ids, what, names);
        putRows(
          queries,
          before.map((row) => changed(row, what, names)),
          { memberId },
        );
        try {
          const now = await ask(ids, what);
          end(ids, what);
          if (now) putRows(queries, [asDone(now)], { memberId });
        } catch (error) {
          end(ids, what);
          putRows(queries, before.map(asDone), { memberId });
          tell(t('inbox:change.failed', { why: explainShort(error) }), { tone: 'fault' });
          throw error;
        } finally {
          void queries.invalidateQueries({ queryKey: ['inbox', 'counts'] });
          if (ids.length > 1) void queries.invalidateQueries({ queryKey: ['inbox', 'list'] });
        }
      };
      const back = waysBack(rows, change, new Date());
      const ids = back.flatMap((way) => way.ids);
      // As it is already: nothing to do, nothing to take back.
      if (ids.length === 0) return;
      const done = send(ids, change);
      const undo = () =>
        void done
          .then(async () => {
            for (const way of back) for (const step of way.changes) await send(way.ids, step);
          })
          // Told where it failed.
          .catch(() => undefined);
      if (said !== null) tell(said, { undo });
      void done.catch(() => undefined);
    },
    [queries, t, memberId, names],
  );
  return useCallback(
    (rows, change, said, then) => {
      const goAhead = () => {
        makeChange(rows, change, said);
        then?.();
      };
      const asked = asksFirst(rows, change, new Date());
      if (asked) askFirst({ ...asked, onYes: goAhead });
      else goAhead();
    },
    [makeChange],
  );
}

/** What it is then, of one; of many the live changes tell. */
async function ask(ids: readonly string[], change: DeskChange): Promise<InboxRow | null> {
  const [only] = ids;
  if (ids.length === 1) return patch<InboxRow>(`/api/conversations/${only}`, { body: change });
  for (const part of inParts(ids)) await post('/api/inbox/change', { body: { conversationIds: part, change } });
  return null;
}
