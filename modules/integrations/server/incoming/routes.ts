import { z } from 'zod';
import { exampleId, exampleOtherId, exampleTime } from '#contract/examples.ts';
import { IdParams } from '#contract/values.ts';
import { type DescribedRoute, defineRoute, type Route } from '#platform/module.ts';
import { PageQuery, pageOf } from '#platform/page.ts';
import {
  AcceptedCall,
  CreatedIncomingWebhook,
  IncomingCall,
  IncomingWebhook,
  IncomingWebhookChange,
  IncomingWebhookCreation,
} from '../../contract.ts';
import type { IntegrationTools } from '../tools.ts';
import { changeIncoming, createIncoming, deleteIncoming, getIncoming, listCalls, listIncoming } from './incoming-webhooks.ts';

const example: IncomingWebhook = {
  id: exampleId,
  name: 'Shop: paid orders',
  start: 'bwi_7Hq2',
  state: 'active',
  action: {
    kind: 'contact',
    identity: { channelType: 'whatsapp', address: 'phone:{{ body.customer.phone }}' },
    name: '{{ body.customer.name }}',
  },
  deduplicate: { field: 'id' },
  createdAt: exampleTime,
  changedAt: exampleTime,
};
const { name, action } = example;
const call: IncomingCall = {
  id: exampleOtherId,
  name: 'order-1042',
  state: 'done',
  body: { id: 'order-1042', customer: { name: 'Amina', phone: '254700000001' } },
  result: { contactId: exampleId },
  trouble: null,
  createdAt: exampleTime,
};

export function incomingWebhookRoutes(tools: IntegrationTools): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/incoming-webhooks',
      summary: 'List the addresses other systems may call',
      permission: 'incoming_webhooks.read',
      query: PageQuery,
      response: pageOf(IncomingWebhook),
      example: { query: { limit: 50 }, response: { items: [example], nextCursor: null } },
      handle: (scope, { query }) => listIncoming(scope, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/incoming-webhooks',
      summary: 'Make an address for another system to call',
      description: 'The address, with its token, is in the answer, this once. Templates are Liquid; what is sent is `body` in them.',
      permission: 'incoming_webhooks.change',
      body: IncomingWebhookCreation,
      response: CreatedIncomingWebhook,
      status: 201,
      example: {
        body: { name, action, deduplicate: { field: 'id' } },
        response: { ...example, url: 'https://chat.example.org/webhooks/in/bwi_7Hq2Lx7TfYw5Rz1HbMc9PsGa4Ejd8UoK' },
      },
      handle: (scope, { body }) => createIncoming(scope, tools, body),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/incoming-webhooks/:id',
      summary: 'Show an incoming webhook',
      permission: 'incoming_webhooks.read',
      params: IdParams,
      response: IncomingWebhook,
      example: { params: { id: exampleId }, response: example },
      handle: (scope, { params }) => getIncoming(scope, params.id),
    }),
    ...changingRoutes(tools),
  ];
}

function changingRoutes(tools: IntegrationTools): readonly Route[] {
  return [
    defineRoute({
      method: 'PATCH',
      path: '/api/incoming-webhooks/:id',
      summary: 'Change, disable or enable an incoming webhook',
      permission: 'incoming_webhooks.change',
      params: IdParams,
      body: IncomingWebhookChange,
      response: IncomingWebhook,
      example: { params: { id: exampleId }, body: { name, action }, response: example },
      handle: (scope, { params, body }) => changeIncoming(scope, tools, { ...body, ...params }),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/incoming-webhooks/:id',
      summary: 'Delete an incoming webhook with its log',
      permission: 'incoming_webhooks.change',
      params: IdParams,
      response: z.null(),
      status: 204,
      example: { params: { id: exampleId }, response: null },
      async handle(scope, { params }) {
        await deleteIncoming(scope, params.id);
        return null;
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/incoming-webhooks/:id/calls',
      summary: 'List what was sent to it, the newest first',
      description: 'Kept for 30 days.',
      permission: 'incoming_webhooks.read_log',
      params: IdParams,
      query: PageQuery,
      response: pageOf(IncomingCall),
      example: { params: { id: exampleId }, query: { limit: 50 }, response: { items: [call], nextCursor: null } },
      handle: (scope, { params, query }) => listCalls(scope, { ...query, webhookId: params.id }),
    }),
  ];
}

export const incomingDoor: DescribedRoute = {
  method: 'POST',
  path: '/webhooks/in/:token',
  summary: 'Take what another system says',
  description:
    'The body is a JSON object of at most 256 KiB and 32 levels. 202 means kept; what it leads to is in the log of the incoming webhook.',
  access: 'anyone',
  params: z.object({ token: z.string() }),
  body: z.record(z.string(), z.unknown()),
  answers: { 202: { summary: 'Kept.', example: { id: exampleOtherId, repeated: false }, json: AcceptedCall } },
  errors: ['bad_request', 'not_found', 'too_large', 'unsupported_media_type', 'too_many_requests', 'unavailable'],
  example: { params: { token: 'bwi_7Hq2Lx7TfYw5Rz1HbMc9PsGa4Ejd8UoK' }, body: call.body as Record<string, unknown> },
};
