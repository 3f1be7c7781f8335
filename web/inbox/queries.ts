import { useQuery } from '@tanstack/react-query';
import type { Channel } from '#contract/channels.ts';
import type { Member } from '#contract/organizations.ts';
import { listQuery } from '#web/data/by-address.ts';
import { usePermission } from '#web/data/session.ts';
import type { Tag } from '../../modules/contacts/contract.ts';
import type { Label, Team } from '../../modules/desk/contract.ts';

/** What stands behind the names in the inbox: members, teams, labels, channels, tags. They change seldom, and say so when they do. */

const members = listQuery<Member>('/api/members');
const teams = listQuery<Team>('/api/teams');
const labels = listQuery<Label>('/api/labels');
const channels = listQuery<Channel>('/api/channels', { changes: ['channel', 'settings'] });
const tags = listQuery<Tag>('/api/tags');
export const membersKey = members.queryKey;
const staleTime = 300_000;

const none: readonly never[] = [];

/** Those who have access now. */
export function useMembers(): readonly Member[] {
  return useQuery({ staleTime, ...members, enabled: usePermission('members.read') }).data ?? none;
}

export function useTeams(): readonly Team[] {
  return useQuery({ staleTime, ...teams, enabled: usePermission('teams.read') }).data ?? none;
}

export function useLabels(): readonly Label[] {
  return useQuery({ staleTime, ...labels }).data ?? none;
}

export function useChannels(): readonly Channel[] {
  return useQuery({ staleTime, ...channels, enabled: usePermission('channels.read') }).data ?? none;
}

export function useTags(): readonly Tag[] {
  return useQuery({ staleTime, ...tags, enabled: usePermission('contacts.read') }).data ?? none;
}
