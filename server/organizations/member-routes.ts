import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { Member, MemberChange, Permission } from '#contract/organizations.ts';
import { IdParams } from '#contract/values.ts';
import type { Accounts } from '#platform/auth/accounts.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { changeMemberRole } from './change-member-role.ts';
import { disableMember } from './disable-member.ts';
import { enableMember } from './enable-member.ts';
import { leaveOrganization } from './leave-organization.ts';
import { getMember, listMembers } from './list-members.ts';
import { listPermissions } from './list-permissions.ts';
import type { OrganizationTools } from './tools.ts';

const example: Member = {
  id: exampleId,
  name: 'Ana Wanjiru',
  email: 'ana@clinic.example',
  role: 'agent',
  secondFactor: true,
  lastSeenAt: exampleTime,
  disabledAt: null,
  leftAt: null,
  createdAt: exampleTime,
};
const params = { id: exampleId };

/** For whoever asks, whatever their role. */
export const leaveRoute = defineRoute({
  method: 'POST',
  path: '/api/organization/leave',
  summary: 'Leave the organization',
  description: 'At once, for whoever asks; the last owner stays. What they wrote keeps their name.',
  permission: null,
  response: z.null(),
  status: 204,
  errors: ['organizations.last_owner'],
  example: { response: null },
  async handle(scope) {
    await leaveOrganization(scope);
    return null;
  },
});

export function permissionsRoute(tools: OrganizationTools): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/permissions',
    summary: 'List what may be done, and which roles may',
    description: 'As this version and its modules declare it; it is the same for every organization.',
    permission: 'organization.read',
    response: z.object({ items: z.array(Permission) }),
    example: {
      response: {
        items: [{ name: 'members.invite', summary: 'Invite people.', roles: ['owner', 'admin'], apiKey: false }],
      },
    },
    handle: async (scope) => ({ items: await listPermissions(scope, tools) }),
  });
}

export function memberRoutes(accounts: Accounts): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/members',
      summary: 'List the members',
      description: 'In the order they joined, the disabled ones included.',
      permission: 'members.read',
      query: PageQuery,
      response: pageOf(Member),
      example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
      handle: (scope, { query }) => listMembers(scope, accounts, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/members/:id',
      summary: 'Show a member',
      permission: 'members.read',
      params: IdParams,
      response: Member,
      example: { params, response: example },
      handle: (scope, { params: { id } }) => getMember(scope, accounts, id),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/members/:id',
      summary: 'Give a member another role',
      description: 'Only an owner makes or changes an owner, and the last one stays.',
      permission: 'members.change',
      params: IdParams,
      body: MemberChange,
      response: Member,
      errors: ['organizations.last_owner'],
      example: { params, body: { role: 'agent' }, response: example },
      async handle(scope, { params: { id }, body }) {
        await changeMemberRole(scope, id, body.role);
        return getMember(scope, accounts, id);
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/members/:id/disable',
      summary: 'End a member’s access',
      description: 'At once, in all their sessions. Nothing of theirs is deleted; their account and other organizations stay.',
      permission: 'members.change',
      params: IdParams,
      response: Member,
      errors: ['organizations.last_owner'],
      example: { params, response: { ...example, disabledAt: exampleTime } },
      async handle(scope, { params: { id } }) {
        await disableMember(scope, id);
        return getMember(scope, accounts, id);
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/members/:id/enable',
      summary: 'Give a disabled member their access back',
      permission: 'members.change',
      params: IdParams,
      response: Member,
      errors: ['organizations.member_left'],
      example: { params, response: example },
      async handle(scope, { params: { id } }) {
        await enableMember(scope, id);
        return getMember(scope, accounts, id);
      },
    }),
  ];
}
