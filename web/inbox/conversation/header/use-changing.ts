import { useMutation, useQueryClient } from '@tanstack/react-query';
import { patch } from '#web/data/api.ts';
import { explainShort } from '#web/data/explain.ts';
import { tell } from '#web/ui/toast.tsx';
import type { DeskChange, InboxRow } from '../../../../modules/desk/contract.ts';
import { rowQuery } from '../queries.ts';
import { timelineKey } from '../timeline/use-timeline.ts';

export interface Changing {
  readonly busy: boolean;
  /** Makes the change at once, says what was done, and offers the way back. */
  change(change: DeskChange, done?: { readonly said: string; readonly back: DeskChange }): void;
}

/** Changes of a conversation: seen at once, taken back when the server refuses. */
export function useChanging(row: InboxRow): Changing {
  const queries = useQueryClient();
  const { queryKey } = rowQuery(row.id);
  const { mutate, isPending } = useMutation({
    mutationFn: (change: DeskChange) => patch<InboxRow>(`/api/conversations/${row.id}`, { body: change }),
    onMutate(change) {
      const before = queries.getQueryData<InboxRow>(queryKey);
      if (before) queries.setQueryData<InboxRow>(queryKey, foreseen(before, change));
      return { before };
    },
    onError(error, _change, kept) {
      if (kept?.before) queries.setQueryData(queryKey, kept.before);
      tell(explainShort(error), { tone: 'fault' });
    },
    onSuccess(now) {
      queries.setQueryData(queryKey, now);
      void queries.invalidateQueries({ queryKey: timelineKey(row.id) });
      void queries.invalidateQueries({ queryKey: ['inbox'], predicate: ({ queryKey: [, what] }) => what !== 'row' });
    },
  });
  return {
    busy: isPending,
    change(change, done) {
      mutate(change, done ? { onSuccess: () => tell(done.said, { undo: () => mutate(done.back) }) } : {});
    },
  };
}

/** What is plain before the server says it. */
function foreseen(row: InboxRow, change: DeskChange): InboxRow {
  const snoozed = change.snoozedUntil;
  return {
    ...row,
    ...(change.handler ? { handler: change.handler } : {}),
    ...(change.state ? { state: change.state, snoozedUntil: null } : {}),
    ...(snoozed === undefined ? {} : { snoozedUntil: snoozed, state: snoozed === null ? 'open' : 'snoozed' }),
    ...(change.removeLabels ? { labels: row.labels.filter(({ id }) => !change.removeLabels?.includes(id)) } : {}),
  };
}
