import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { ModelCall, ModelCheck, ModelProvider, ModelProviderChange, ModelProviderCreation } from '#contract/models.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import { changeProvider } from './change-provider.ts';
import { checkProvider } from './check-provider.ts';
import { createProvider } from './create-provider.ts';
import { getProvider } from './get-provider.ts';
import { listCalls } from './list-calls.ts';
import { listProviders } from './list-providers.ts';
import { disableProvider, enableProvider } from './set-provider-state.ts';
import type { ModelTools } from './tools.ts';

const example: ModelProvider = {
  id: exampleId,
  name: 'main',
  preset: 'custom',
  baseUrl: 'https://chat.example.org/v1',
  model: 'llama-3.3-70b-versatile',
  transcriptionModel: null,
  visionModel: null,
  temperature: null,
  maxOutputTokens: 600,
  timeoutSeconds: 12,
  limits: {
    turn: { tokens: 20_000, calls: 4, seconds: 25 },
    minute: { calls: null },
    day: { tokens: 1_000_000, calls: 5000, seconds: 20_000 },
  },
  prices: { currency: 'USD' },
  keySet: true,
  contactText: { allowed: true, by: `member:${exampleOtherId}`, at: exampleTime },
  state: 'active',
  today: { calls: 12, tokens: 9310, seconds: 21.4, exhaustedAt: null },
  provisioned: false,
  createdAt: exampleTime,
  changedAt: exampleTime,
};
const params = { id: exampleId };

export function modelRoutes(tools: ModelTools): readonly Route[] {
  return [...readingRoutes(), ...changingRoutes(tools), ...stateRoutes()];
}

function readingRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/model-providers',
      summary: 'List the model providers',
      permission: 'models.read',
      query: PageQuery,
      response: pageOf(ModelProvider),
      example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
      handle: (scope, { query }) => listProviders(scope, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/model-providers/:id',
      summary: 'Show a model provider and what it was used for today',
      permission: 'models.read',
      params: IdParams,
      response: ModelProvider,
      example: { params, response: example },
      handle: (scope, { params: { id } }) => getProvider(scope, id),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/model-calls',
      summary: 'List what was asked of models and what it cost, the newest first',
      description: 'Numbers only: what was asked and answered stands in the evidence of the turn.',
      permission: 'models.read',
      query: PageQuery,
      response: pageOf(ModelCall),
      example: { query: { limit: 50 }, response: { items: [exampleCall], nextCursor: null } },
      handle: (scope, { query }) => listCalls(scope, query),
    }),
  ];
}

const exampleCall: ModelCall = {
  id: exampleId,
  providerId: exampleOtherId,
  model: 'llama-3.3-70b-versatile',
  purpose: 'answer',
  turnId: exampleId,
  contactId: exampleOtherId,
  outcome: 'answered',
  inputTokens: 640,
  outputTokens: 71,
  cost: null,
  tookMs: 812,
  createdAt: exampleTime,
};

function changingRoutes(tools: ModelTools): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/model-providers',
      summary: 'Name a model provider',
      description:
        'Nothing is sent to it by that. Setting contactText is the organization’s consent that what contacts write may go there.',
      permission: 'models.change',
      body: ModelProviderCreation,
      response: ModelProvider,
      status: 201,
      errors: ['models.name_taken', 'models.private_address'],
      example: { body: exampleCreation, response: example },
      handle: (scope, { body }) => createProvider(scope, tools, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/model-providers/:id',
      summary: 'Change a model provider',
      description: 'What is not named stays. Another address needs the key and contactText again.',
      permission: 'models.change',
      params: IdParams,
      body: ModelProviderChange,
      response: ModelProvider,
      errors: ['models.name_taken', 'models.private_address', 'models.provisioned'],
      example: { params, body: { model: 'llama-3.1-8b-instant' }, response: { ...example, model: 'llama-3.1-8b-instant' } },
      handle: (scope, { params: { id }, body }) => changeProvider(scope, tools, { ...body, id }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/model-providers/:id/check',
      summary: 'Ask a model provider one small question and say what is wrong',
      description: 'It costs a few tokens and counts. Nothing that anybody wrote is sent.',
      permission: 'models.change',
      params: IdParams,
      response: ModelCheck,
      example: {
        params,
        response: { ok: false, problem: 'model', message: 'The provider does not know the model. Correct its name.', tookMs: 212 },
      },
      handle: (scope, { params: { id } }) => checkProvider(scope, tools, id),
    }),
  ];
}

const exampleCreation = {
  name: 'main',
  preset: 'groq' as const,
  key: 'of-an-account-at-the-provider',
  model: 'llama-3.3-70b-versatile',
  contactText: true,
};

function stateRoutes(): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/model-providers/:id/disable',
      summary: 'Stop asking a model provider',
      permission: 'models.change',
      params: IdParams,
      response: ModelProvider,
      example: { params, response: { ...example, state: 'disabled' } },
      handle: (scope, { params: { id } }) => disableProvider(scope, id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/model-providers/:id/enable',
      summary: 'Ask a disabled model provider again',
      permission: 'models.change',
      params: IdParams,
      response: ModelProvider,
      example: { params, response: example },
      handle: (scope, { params: { id } }) => enableProvider(scope, id),
    }),
  ];
}
