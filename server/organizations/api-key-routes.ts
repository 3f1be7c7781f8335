import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { ApiKey, ApiKeyCreation, CreatedApiKey } from '#contract/organizations.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import type { OrganizationTools } from './tools.ts';

const example: ApiKey = { id: exampleId, name: 'ops', start: 'brz_3kT9', revokedAt: null, lastUsedAt: exampleTime, createdAt: exampleTime };

export function apiKeyRoutes(tools: OrganizationTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/api-keys',
      summary: 'List the API keys',
      description: 'The newest first, the revoked ones included. Never the keys themselves.',
      permission: 'api_keys.read',
      query: PageQuery,
      response: pageOf(ApiKey),
      example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
      handle: (scope, { query }) => listApiKeys(scope, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/api-keys',
      summary: 'Create an API key',
      description: 'The key is in the answer, this once.',
      permission: 'api_keys.change',
      body: ApiKeyCreation,
      response: CreatedApiKey,
      status: 201,
      example: { body: { name: 'ops' }, response: { ...example, lastUsedAt: null, key: 'brz_3kT9vQ0Lx7TfYw5Rz1HbMc9PsGa4Ejd8' } },
      handle: (scope, { body }) => createApiKey(scope, tools, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/api-keys/:id',
      summary: 'Revoke an API key',
      description: 'It ends at once in this process and within ten seconds in others. Doing it twice changes nothing.',
      permission: 'api_keys.change',
      params: IdParams,
      response: z.null(),
      status: 204,
      example: { params: { id: exampleId }, response: null },
      async handle(scope, { params }) {
        await revokeApiKey(scope, tools, params.id);
        return null;
      },
    }),
  ];
}
