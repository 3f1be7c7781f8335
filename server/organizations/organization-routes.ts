import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { MyOrganization, Organization, OrganizationChange, OrganizationCreation } from '#contract/organizations.ts';
import { Refusal } from '#platform/errors.ts';
import { type AccountRoute, defineAccountRoute, defineRoute, type Route } from '#platform/module.ts';
import type { AccountScope } from '#platform/scope.ts';
import { changeOrganization } from './change-organization.ts';
import { createOrganization } from './create-organization.ts';
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
      handle: async (scope) => ({ items: await listMyOrganizations(tools, userOf(scope)) }),
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
        const userId = userOf(scope);
        const mine = await listMyOrganizations(tools, userId);
        if (!mine.some((one) => one.role === 'owner')) {
          throw new Refusal('organizations.owners_only', 'Only owners of an organization here create another one.', { status: 403 });
        }
        return toOrganization(await createOrganization(tools, scope, { ...body, ownerUserId: userId }));
      },
    }),
  ];
}

function userOf(scope: AccountScope): string {
  if (scope.userId === null) throw new Error('A route for signed-in people was asked without one.');
  return scope.userId;
}
