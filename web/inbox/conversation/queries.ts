import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Channel } from '#contract/channels.ts';
import { get } from '#web/data/api.ts';
import { oneQuery } from '#web/data/by-address.ts';
import type { DeskSettings, InboxRow } from '../../../modules/desk/contract.ts';
import { membersKey, useMembers } from '../queries.ts';

/** What the parts of a conversation's pane ask for. */

export const rowQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['inbox', 'row', conversationId],
    queryFn: ({ signal }) => get<InboxRow>(`/api/inbox/${conversationId}`, { signal }),
    meta: { live: { changes: ['conversation', 'message', 'contact'], about: { conversationId } } },
  });

/** Asks once more when somebody is met who is not among the members yet: they have just come. */
export function useNewcomers(ids: readonly (string | null)[]): void {
  const queries = useQueryClient();
  const members = useMembers();
  const asked = useRef(new Set<string>());
  const unknown = ids.find((id) => id !== null && members.length > 0 && !asked.current.has(id) && !members.some((one) => one.id === id));
  useEffect(() => {
    if (!unknown) return;
    asked.current.add(unknown);
    void queries.invalidateQueries({ queryKey: membersKey });
  }, [unknown, queries]);
}

export function useChannel(channelId: string | undefined) {
  return useQuery({
    ...oneQuery<Channel>(`/api/channels/${channelId}`, { changes: ['channel', 'settings'], about: { channelId } }),
    enabled: channelId !== undefined,
    staleTime: 60_000,
  });
}

/** undefined: not known, or not this person's to see. */
export function useDeskSettings(): DeskSettings | undefined {
  return useQuery({
    ...oneQuery<DeskSettings>('/api/desk/settings'),
    staleTime: 300_000,
    retry: false,
  }).data;
}
