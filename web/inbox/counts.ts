import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Change } from '#contract/realtime.ts';
import { get } from '#web/data/api.ts';
import { useChanges } from '#web/data/realtime.ts';
import type { InboxCounts, InboxFilter } from '../../modules/desk/contract.ts';

/** Counting is dearer than reading a row, and nobody reads numbers faster. */
const recountMs = 3000;
let waiting = false;

function recountSoon(queries: QueryClient): void {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    void queries.invalidateQueries({ queryKey: ['inbox', 'counts'] });
  }, recountMs);
}

/** How many conversations stand behind each entry of the inbox, and behind this filter. */
export function useCounts(filter: InboxFilter, enabled = true): InboxCounts | undefined {
  const queries = useQueryClient();
  const hear = useCallback(
    ({ kind }: Change) => {
      if (kind === 'message.created' || kind === 'conversation.changed') recountSoon(queries);
    },
    [queries],
  );
  useChanges(hear);
  const { data } = useQuery({
    queryKey: ['inbox', 'counts', JSON.stringify(filter)],
    queryFn: ({ signal }) => get<InboxCounts>('/api/inbox/counts', { query: filter as Record<string, string | true>, signal }),
    // The numbers of before stand until the next are there.
    placeholderData: (before) => before,
    enabled,
  });
  return data;
}

/** Counted to here by the server: that many or more. */
const countMax = 999;
export const shortCount = (count: number): string => (count >= countMax ? `${countMax}+` : String(count));

const unreadWithPeople: InboxFilter = { handler: 'people', unread: true };

/** What is new for people, in the rail and in the title of the window. What the assistant answers calls nobody. */
export function useInboxBadge(permissions: readonly string[]): number {
  return useCounts(unreadWithPeople, permissions.includes('conversations.read'))?.matching ?? 0;
}
