import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Change } from '#contract/realtime.ts';
import { get } from '#web/data/api.ts';
import { useChanges } from '#web/data/realtime.ts';
import type { InboxCounts, InboxFilter, MatchingCount } from '../../modules/desk/contract.ts';

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

/** Read again a while after something changed. The numbers of before stand until the next are there. */
function useCounted<Answer>(path: string, query: Record<string, string | true>, enabled: boolean): Answer | undefined {
  const queries = useQueryClient();
  const hear = useCallback(
    ({ kind }: Change) => {
      if (kind === 'message.created' || kind === 'conversation.changed' || kind === 'incident.changed') recountSoon(queries);
    },
    [queries],
  );
  useChanges(hear);
  return useQuery({
    queryKey: ['inbox', 'counts', path, query],
    queryFn: ({ signal }) => get<Answer>(path, { query, signal }),
    placeholderData: (before) => before,
    enabled,
  }).data;
}

/** How many conversations stand behind each entry of the inbox. */
export const useCounts = (): InboxCounts | undefined => useCounted<InboxCounts>('/api/inbox/counts', {}, true);

/** Counted to here by the server: that many or more. */
const countMax = 999;
export const shortCount = (count: number): string => (count >= countMax ? `${countMax}+` : String(count));

const unreadWithPeople = { handler: 'people', unread: true } as const satisfies InboxFilter;

/** What is new for people, in the rail and in the title of the window. What the assistant answers calls nobody. */
export function useInboxBadge(permissions: readonly string[]): number {
  return useCounted<MatchingCount>('/api/inbox/matching', unreadWithPeople, permissions.includes('conversations.read'))?.count ?? 0;
}
