import type { Channel } from '#contract/channels.ts';
import { listQuery, oneQuery } from '#web/data/by-address.ts';

export const channelsQuery = listQuery<Channel>('/api/channels', { changes: ['channel', 'settings'] });

export const channelQuery = (id: string) =>
  oneQuery<Channel>(`/api/channels/${id}`, { changes: ['channel', 'settings'], about: { channelId: id } });
