import { queryOptions } from '@tanstack/react-query';
import type { Channel } from '#contract/channels.ts';
import type { Notice } from '#contract/notices.ts';
import type { Invitation, Member } from '#contract/organizations.ts';
import { get } from '#web/data/api.ts';
import { listQuery } from '#web/data/by-address.ts';
import type { InboxRow } from '../../modules/desk/contract.ts';
import type { Overview } from '../../modules/overview/contract.ts';
import type { Phone } from '../../modules/phone/contract.ts';

interface Items<Item> {
  readonly items: Item[];
}

/** Numbers are asked twice a minute; messages come faster than anybody reads numbers. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => get<Overview>('/api/overview', { signal }),
  refetchInterval: 30_000,
  meta: { live: { changes: ['notice', 'channel'] } },
});

export const noticesQuery = queryOptions({
  queryKey: ['notices', 'open'],
  queryFn: ({ signal }) => get<Items<Notice>>('/api/notices', { query: { limit: 20 }, signal }),
  meta: { live: { changes: ['notice'] } },
});

/** Who waits longest for a person. */
export const waitingQuery = queryOptions({
  queryKey: ['home', 'waiting'],
  queryFn: ({ signal }) => get<Items<InboxRow>>('/api/inbox', { query: { sort: 'waiting', limit: 3 }, signal }),
  meta: { live: { changes: ['conversation'] } },
});

export const phonesQuery = listQuery<Phone>('/api/phones');
export const channelsQuery = listQuery<Channel>('/api/channels', { changes: ['channel', 'settings'] });
export const membersQuery = listQuery<Member>('/api/members');
export const invitationsQuery = listQuery<Invitation>('/api/invitations');
