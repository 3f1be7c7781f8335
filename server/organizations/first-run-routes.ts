import { z } from 'zod';
import { FirstRun, FirstRunDone, GivenToken } from '#contract/accounts.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { type AccountRoute, defineAccountRoute } from '#platform/module.ts';
import { checkFirstRun, makeFirstOwner } from './first-run.ts';
import { toOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

const token = 'k3Jd82nVq0Lx7TfYw5Rz1HbMc9PsGa4E';
const errors = ['organizations.first_run_token', 'organizations.first_run_over', 'too_many_requests'];

/** The first run, as the app’s page asks for it. */
export function firstRunAccountRoutes(tools: OrganizationTools): readonly AccountRoute[] {
  return [
    defineAccountRoute({
      method: 'GET',
      path: '/api/first-run',
      summary: 'Ask whether a printed link makes the first owner',
      access: 'anyone',
      query: GivenToken,
      response: z.null(),
      status: 204,
      errors,
      example: { query: { token }, response: null },
      async handle({ address }, { query }) {
        await checkFirstRun(tools, { token: query.token, address });
        return null;
      },
    }),
    defineAccountRoute({
      method: 'POST',
      path: '/api/first-run',
      summary: 'Make the first owner and their organization',
      description: 'While nobody has an account. Signs nobody in: sign in with what was chosen.',
      access: 'anyone',
      body: FirstRun,
      response: FirstRunDone,
      status: 201,
      errors,
      example: {
        body: {
          token,
          name: 'Ana Wanjiru',
          organization: 'Nuru Clinic',
          email: 'ana@clinic.example',
          password: 'a sentence only you would think of',
          language: 'en',
          timeZone: 'Africa/Nairobi',
        },
        response: {
          organization: {
            id: exampleId,
            slug: 'nuru-clinic',
            name: 'Nuru Clinic',
            language: 'en',
            timeZone: 'Africa/Nairobi',
            country: null,
            secondFactorRoles: [],
            createdAt: exampleTime,
          },
        },
      },
      handle: async (scope, { body }) => ({
        organization: toOrganization(await makeFirstOwner(tools, scope, { ...body, address: scope.address })),
      }),
    }),
  ];
}
