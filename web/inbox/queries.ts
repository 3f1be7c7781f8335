import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Channel } from '#contract/channels.ts';
import type { Member } from '#contract/organizations.ts';
import { get } from '#web/data/api.ts';
import { usePermission } from '#web/data/session.ts';
import type { Label, Team } from '../../modules/desk/contract.ts';

/** What stands behind the names in the inbox: members, teams, labels, channels, tags. They change seldom, and say so when they do. */

interface Named {
  readonly id: string;
  readonly name: string;
}

function listQuery<Item>(key: readonly string[], path: string, changes: readonly string[] = ['settings']) {
  return queryOptions({
    queryKey: key,
    queryFn: ({ signal }) => get<{ items: Item[] }>(path, { signal }),
    staleTime: 300_000,
    meta: { live: { changes } },
  });
}

const members = listQuery<Member>(['members', 'all'], '/api/members?limit=200');
const teams = listQuery<Team>(['teams'], '/api/teams');
const labels = listQuery<Label>(['labels'], '/api/labels');
const channels = listQuery<Channel>(['channels', 'all'], '/api/channels?limit=200', ['channel']);
const tags = listQuery<Named>(['tags', 'all'], '/api/tags');

const none: readonly never[] = [];

/** Those who have access now. */
export function useMembers(): readonly Member[] {
  return useQuery({ ...members, enabled: usePermission('members.read') }).data?.items ?? none;
}

export function useTeams(): readonly Team[] {
  return useQuery({ ...teams, enabled: usePermission('teams.read') }).data?.items ?? none;
}

export function useLabels(): readonly Label[] {
  return useQuery(labels).data?.items ?? none;
}

export function useChannels(): readonly Channel[] {
  return useQuery({ ...channels, enabled: usePermission('channels.read') }).data?.items ?? none;
}

export function useTags(): readonly Named[] {
  return useQuery({ ...tags, enabled: usePermission('contacts.read') }).data?.items ?? none;
}
