import { queryOptions } from '@tanstack/react-query';
import type { Invitation, Member, Permission } from '#contract/organizations.ts';
import { get } from '#web/data/api.ts';
import { listQuery } from '#web/data/by-address.ts';

export const membersQuery = listQuery<Member>('/api/members');
export const invitationsQuery = listQuery<Invitation>('/api/invitations');

export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: async ({ signal }) => (await get<{ items: Permission[] }>('/api/permissions', { signal })).items,
  // Of this version of the program: it changes with a restart only.
  staleTime: Number.POSITIVE_INFINITY,
});
