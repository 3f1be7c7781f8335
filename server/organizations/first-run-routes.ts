import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FirstRun, FirstRunDone, TokenQuery } from '#contract/accounts.ts';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { Refusal } from '#platform/errors.ts';
import { explainIssues, type FieldFault } from '#platform/fields.ts';
import { acceptForms, fieldsOf } from '#platform/http/forms.ts';
import { type Page, sendPage } from '#platform/http/html.ts';
import { type AccountRoute, defineAccountRoute } from '#platform/module.ts';
import type { Making } from './create-organization.ts';
import { checkFirstRun, firstRunPath, makeFirstOwner } from './first-run.ts';
import { drawDone, drawFirstRun, drawGone, drawWrongToken } from './first-run-page.ts';
import { toOrganization } from './organization-store.ts';
import type { OrganizationTools } from './tools.ts';

const token = 'k3Jd82nVq0Lx7TfYw5Rz1HbMc9PsGa4E';
const errors = ['organizations.first_run_token', 'organizations.first_run_over', 'too_many_requests'];

/** The first run for a page of the staff app. */
export function firstRunAccountRoutes(tools: OrganizationTools): readonly AccountRoute[] {
  return [
    defineAccountRoute({
      method: 'GET',
      path: '/api/first-run',
      summary: 'Ask whether a printed link makes the first owner',
      access: 'anyone',
      query: TokenQuery,
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

/** GET and POST /first-run: the same as a plain form. */
export async function firstRunRoutes(
  server: FastifyInstance,
  { tools, making }: { tools: OrganizationTools; making: Making },
): Promise<void> {
  acceptForms(server);
  server.get(firstRunPath, async (request, reply) =>
    sendPage(reply, await drawOr(tools, request, async () => drawFirstRun(tokenOf(request), {}, []))),
  );
  server.post(firstRunPath, async (request, reply) =>
    sendPage(reply, await drawOr(tools, request, () => takeForm(tools, making, request))),
  );
}

/** The page that is wanted, or the one that says why not. */
async function drawOr(tools: OrganizationTools, request: FastifyRequest, draw: () => Promise<Page>): Promise<Page> {
  try {
    await checkFirstRun(tools, { token: tokenOf(request), address: request.ip });
    return await draw();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'organizations.first_run_over') return drawGone();
    if (error instanceof Refusal && error.code === 'organizations.first_run_token') return drawWrongToken();
    throw error;
  }
}

async function takeForm(tools: OrganizationTools, making: Making, request: FastifyRequest): Promise<Page> {
  const { token: _token, ...given } = fieldsOf(request);
  const wanted = { ...given, token: tokenOf(request) };
  const parsed = FirstRun.safeParse(wanted);
  if (!parsed.success) return drawFirstRun(tokenOf(request), given, explainIssues(parsed.error, wanted));
  try {
    const made = await makeFirstOwner(tools, making, { ...parsed.data, address: request.ip });
    return drawDone(made.name, tools.publicUrl());
  } catch (error) {
    const faults = error instanceof Refusal ? (error.details.fields as FieldFault[] | undefined) : undefined;
    if (!faults) throw error;
    return drawFirstRun(tokenOf(request), given, faults);
  }
}

function tokenOf(request: FastifyRequest): string {
  const { token: given } = { ...(request.query as Record<string, unknown>), ...fieldsOf(request) };
  return typeof given === 'string' ? given : '';
}
