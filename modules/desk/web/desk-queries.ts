import { queryOptions } from '@tanstack/react-query';
import type { Member } from '#contract/organizations.ts';
import { get } from '#web/data/api.ts';
import { readAll } from '#web/data/read-all.ts';
import type { CannedReply, Label, Team } from '../contract.ts';

const live = { changes: ['settings'] };
const listOf = <Item>(key: string, path: string) =>
  queryOptions({
    queryKey: [key],
    queryFn: async ({ signal }) => (await get<{ items: Item[] }>(path, { signal })).items,
    meta: { live },
  });

export const teamsQuery = listOf<Team>('teams', '/api/teams');
export const labelsQuery = listOf<Label>('labels', '/api/labels');
export const cannedRepliesQuery = listOf<CannedReply>('canned-replies', '/api/canned-replies');
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => readAll<Member>('/api/members', signal),
  meta: { live },
});
