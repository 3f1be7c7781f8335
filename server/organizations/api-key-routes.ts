import { z } from 'zod';
import { exampleId, exampleTime } from '#contract/examples.ts';
import { ApiKey, ApiKeyCreation, ApiKeyRotation, CreatedApiKey } from '#contract/organizations.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';
import type { OrganizationTools } from './tools.ts';

const example: ApiKey = {
  id: exampleId,
  name: 'ops',
  start: 'brz_3kT9',
  everything: false,
  scopes: ['contacts.read', 'conversations.read', 'messages.send'],
  expiresAt: '2027-05-20T14:00:00.000Z',
  previousUntil: null,
  notice: null,
  revokedAt: null,
  lastUsedAt: exampleTime,
  createdAt: exampleTime,
};
const secret = 'brz_3kT9vQ0Lx7TfYw5Rz1HbMc9PsGa4Ejd8';

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
      handle: (scope, { query }) => listApiKeys(scope, tools, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/api-keys',
      summary: 'Create an API key',
      description:
        'The key is in the answer, this once. It can never do more than whoever makes it: a scope that you do not have is refused with 403.',
      permission: 'api_keys.change',
      body: ApiKeyCreation,
      response: CreatedApiKey,
      status: 201,
      example: {
        body: { name: 'ops', scopes: example.scopes, expiresAt: '2027-05-20T14:00:00.000Z' },
        response: { ...example, lastUsedAt: null, key: secret },
      },
      handle: (scope, { body }) => createApiKey(scope, tools, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/api-keys/:id/rotate',
      summary: 'Give an API key a new secret',
      description:
        'The new secret is in the answer, this once; the old one works for the hours of grace. Needs every permission the key has. Rotating again ends the older secret at once.',
      permission: 'api_keys.change',
      params: IdParams,
      body: ApiKeyRotation,
      response: CreatedApiKey,
      errors: ['organizations.key_revoked'],
      example: {
        params: { id: exampleId },
        body: { graceHours: 24 },
        response: { ...example, previousUntil: '2026-11-21T14:00:00.000Z', key: secret },
      },
      handle: (scope, { params, body }) => rotateApiKey(scope, tools, { ...body, ...params }),
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
