import { queryOptions } from '@tanstack/react-query';
import type { Invitation, Member, Permission } from '#contract/organizations.ts';
import { get } from '#web/data/api.ts';
import { readAll } from '#web/data/read-all.ts';

const live = { changes: ['settings'] };

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => readAll<Member>('/api/members', signal),
  meta: { live },
});

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => readAll<Invitation>('/api/invitations', signal),
  meta: { live },
});

export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: async ({ signal }) => (await get<{ items: Permission[] }>('/api/permissions', { signal })).items,
  // Of this version of the program: it changes with a restart only.
  staleTime: Number.POSITIVE_INFINITY,
});
