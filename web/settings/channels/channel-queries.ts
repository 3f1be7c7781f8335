import { queryOptions } from '@tanstack/react-query';
import type { Channel } from '#contract/channels.ts';
import { get } from '#web/data/api.ts';
import { readAll } from '#web/data/read-all.ts';

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => readAll<Channel>('/api/channels', signal),
  meta: { live: { changes: ['channel', 'settings'] } },
});

export const channelQuery = (id: string) =>
  queryOptions({
    queryKey: ['channels', id],
    queryFn: ({ signal }) => get<Channel>(`/api/channels/${id}`, { signal }),
    meta: { live: { changes: ['channel', 'settings'], about: { channelId: id } } },
  });
