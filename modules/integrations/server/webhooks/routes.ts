import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import {
  CreatedWebhookSubscription,
  DeliveryState,
  Replay,
  Replayed,
  SecretRotation,
  WebhookDelivery,
  WebhookSubscription,
  WebhookSubscriptionChange,
  WebhookSubscriptionCreation,
} from '../../contract.ts';
import type { IntegrationTools } from '../tools.ts';
import { changeSubscription } from './change-subscription.ts';
import { createSubscription } from './create-subscription.ts';
import { deleteSubscription } from './delete-subscription.ts';
import { getSubscription } from './get-subscription.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { replayDelivery, replaySpan } from './replay.ts';
import { rotateSecret } from './rotate-secret.ts';

const example: WebhookSubscription = {
  id: exampleId,
  url: 'https://crm.example.org/hooks/baraza',
  events: ['message.received', 'message.status'],
  description: 'The CRM',
  state: 'active',
  trouble: null,
  failingSince: null,
  keyIds: ['k3Tf9Qa'],
  createdAt: exampleTime,
  changedAt: exampleTime,
};
const secret = { id: 'k3Tf9Qa', secret: 'brs_Vq0Lx7TfYw5Rz1HbMc9PsGa4Ejd8UoKn2IiXe6Zt' };
const delivery: WebhookDelivery = {
  id: exampleOtherId,
  subscriptionId: exampleId,
  eventId: exampleId,
  type: 'message.received',
  occurredAt: exampleTime,
  state: 'waiting',
  attempts: 2,
  dueAt: '2026-11-20T14:00:10.000Z',
  triedAt: exampleTime,
  code: 503,
  tookMs: 84,
  answer: 'Come back later.',
  problem: 'The answer was 503, not 2xx.',
  createdAt: exampleTime,
};

export function webhookRoutes(tools: IntegrationTools): readonly Route[] {
  return [...subscriptionRoutes(tools), ...changingRoutes(tools), ...deliveryRoutes(tools)];
}

function subscriptionRoutes(tools: IntegrationTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/webhook-subscriptions',
      summary: 'List who is told what happens',
      permission: 'webhooks.read',
      query: PageQuery,
      response: pageOf(WebhookSubscription),
      example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
      handle: (scope, { query }) => listSubscriptions(scope, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/webhook-subscriptions',
      summary: 'Tell another system what happens',
      description:
        'Each event is posted to the address, signed, and tried for a day. The secret is in the answer, this once. Needs the permission to read what the events show. docs/running/webhooks.md says how to verify.',
      permission: 'webhooks.change',
      body: WebhookSubscriptionCreation,
      response: CreatedWebhookSubscription,
      status: 201,
      errors: ['integrations.too_many'],
      example: { body: { url: example.url, events: example.events, description: 'The CRM' }, response: { ...example, secret } },
      handle: (scope, { body }) => createSubscription(scope, tools, body),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/webhook-subscriptions/:id',
      summary: 'Show a subscription',
      permission: 'webhooks.read',
      params: IdParams,
      response: WebhookSubscription,
      example: { params: { id: exampleId }, response: example },
      handle: (scope, { params }) => getSubscription(scope, params.id),
    }),
  ];
}

function changingRoutes(tools: IntegrationTools): readonly Route[] {
  return [
    defineRoute({
      method: 'PATCH',
      path: '/api/webhook-subscriptions/:id',
      summary: 'Change, disable or enable a subscription',
      description: 'While it is disabled nothing is written for it; what waited before goes on when it is enabled.',
      permission: 'webhooks.change',
      params: IdParams,
      body: WebhookSubscriptionChange,
      response: WebhookSubscription,
      example: { params: { id: exampleId }, body: { state: 'active', description: 'The CRM' }, response: example },
      handle: (scope, { params, body }) => changeSubscription(scope, tools, { ...body, ...params }),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/webhook-subscriptions/:id',
      summary: 'Delete a subscription with its log',
      permission: 'webhooks.change',
      params: IdParams,
      response: z.null(),
      status: 204,
      example: { params: { id: exampleId }, response: null },
      async handle(scope, { params }) {
        await deleteSubscription(scope, params.id);
        return null;
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/webhook-subscriptions/:id/rotate-secret',
      summary: 'Sign with a new secret',
      description: 'The new secret is in the answer, this once. For the hours of grace each delivery carries both signatures.',
      permission: 'webhooks.change',
      params: IdParams,
      body: SecretRotation,
      response: CreatedWebhookSubscription,
      example: { params: { id: exampleId }, body: { graceHours: 24 }, response: { ...example, keyIds: ['k3Tf9Qa', 'k8Yw2Lm'], secret } },
      handle: (scope, { params, body }) => rotateSecret(scope, { ...body, ...params }),
    }),
  ];
}

function deliveryRoutes(tools: IntegrationTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/webhook-subscriptions/:id/deliveries',
      summary: 'List what was delivered and what was not, the newest event first',
      description: 'Kept for seven days.',
      permission: 'webhooks.read',
      params: IdParams,
      query: PageQuery.extend({ state: DeliveryState.optional() }),
      response: pageOf(WebhookDelivery),
      example: { params: { id: exampleId }, query: { limit: 50, state: 'waiting' }, response: { items: [delivery], nextCursor: null } },
      handle: (scope, { params, query }) => listDeliveries(scope, { ...query, subscriptionId: params.id }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/webhook-subscriptions/:id/replay',
      summary: 'Deliver the events of a span of time again',
      description: 'With their own ids, in order within each conversation. Events are kept for seven days.',
      permission: 'webhooks.change',
      params: IdParams,
      body: Replay,
      response: Replayed,
      example: {
        params: { id: exampleId },
        body: { from: '2026-11-20T00:00:00.000Z', to: exampleTime, state: 'failed' },
        response: { count: 17 },
      },
      handle: (scope, { params, body }) => replaySpan(scope, tools, { ...body, ...params }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/webhook-deliveries/:id/replay',
      summary: 'Deliver one event again',
      permission: 'webhooks.change',
      params: IdParams,
      response: WebhookDelivery,
      errors: ['integrations.still_waiting'],
      example: { params: { id: exampleOtherId }, response: { ...delivery, attempts: 0, dueAt: exampleTime } },
      handle: (scope, { params }) => replayDelivery(scope, tools, params.id),
    }),
  ];
}
