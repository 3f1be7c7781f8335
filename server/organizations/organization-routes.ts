import { z } from 'zod';
import { Me } from '#contract/accounts.ts';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { MyOrganization, Organization, OrganizationChange, OrganizationCreation } from '#contract/organizations.ts';
import { exampleInstallation, examplePerson } from '#platform/auth/account-routes.ts';
import { Refusal } from '#platform/errors.ts';
import { type AccountRoute, defineAccountRoute, defineRoute, type Route } from '#platform/module.ts';
import { requireSession } from '#platform/scope.ts';
import { changeOrganization } from './change-organization.ts';
import { createOrganization } from './create-organization.ts';
import { describeMe } from './describe-me.ts';
import { listMyOrganizations } from './list-my-organizations.ts';
import { readOrganization, toOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

const example: Organization = {
  id: exampleId,
  slug: 'clinic',
  name: 'Nuru Clinic',
  language: 'en',
  timeZone: 'Africa/Nairobi',
  country: 'KE',
  secondFactorRoles: [],
  createdAt: exampleTime,
};

export const organizationRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/organization',
    summary: 'Show the organization',
    permission: 'organization.read',
    response: Organization,
    example: { response: example },
    handle: async (scope) => toOrganization(await readOrganization(scope.db, scope.organization.id)),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/api/organization',
    summary: 'Change the organization’s name, language, time zone or country',
    description: 'Which roles need a second factor, only an owner changes.',
    permission: 'organization.change',
    body: OrganizationChange,
    response: Organization,
    example: { body: { timeZone: 'Africa/Nairobi' }, response: example },
    handle: (scope, { body }) => changeOrganization(scope, body),
  }),
];

/** Asked by a signed-in person, apart from any one organization. */
export function myOrganizationRoutes(tools: OrganizationTools): readonly AccountRoute[] {
  return [
    defineAccountRoute({
      method: 'GET',
      path: '/api/organizations',
      summary: 'List the organizations you are a member of',
      access: 'signed-in',
      response: z.object({ items: z.array(MyOrganization) }),
      example: { response: { items: [{ ...example, role: 'owner', memberId: exampleOtherId }] } },
      handle: async (scope) => ({ items: await listMyOrganizations(tools, requireSession(scope).userId) }),
    }),
    defineAccountRoute({
      method: 'GET',
      path: '/api/me',
      summary: 'Show everything that the staff app needs at its start',
      description: 'The person, their organizations with what they may do there, and the token that goes with changes.',
      access: 'signed-in',
      response: Me,
      example: {
        response: {
          person: examplePerson,
          organizations: [
            {
              ...example,
              role: 'owner',
              memberId: exampleOtherId,
              permissions: ['organization.read'],
              secondFactorRequired: false,
              blockedBy: null,
            },
          ],
          session: { id: exampleId, createdAt: exampleTime, endsAt: '2026-12-20T14:00:00.000Z' },
          csrfToken: 'q0nDm3wYc1lZ8Yb0VtqkM5iZ3C4d1kN2hQ7xW9sT6uE',
          installation: exampleInstallation,
        },
      },
      handle: (scope) => describeMe(tools, requireSession(scope)),
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/organizations',
      summary: 'Create another organization',
      description: 'For people who own an organization here already; they become the owner of the new one.',
      access: 'signed-in',
      body: OrganizationCreation,
      response: Organization,
      status: 201,
      errors: ['organizations.slug_taken', 'organizations.owners_only'],
      example: { body: { name: 'Nuru Clinic', slug: 'clinic' }, response: example },
      async handle(scope, { body }) {
        const userId = requireSession(scope).userId;
        const mine = await listMyOrganizations(tools, userId);
        if (!mine.some((one) => one.role === 'owner')) {
          throw new Refusal('organizations.owners_only', 'Only owners of an organization here create another one.', { status: 403 });
        }
        return toOrganization(await createOrganization(tools, scope, { ...body, ownerUserId: userId }));
      },
    }),
  ];
}
