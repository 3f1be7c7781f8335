import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/data/api.ts';
import { readAll } from '#web/data/read-all.ts';
import type { IncomingWebhook, WebhookSubscription } from '../contract.ts';

const live = { changes: ['settings'] };

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => readAll<WebhookSubscription>('/api/webhook-subscriptions', signal),
  meta: { live },
});

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', id],
    queryFn: ({ signal }) => get<WebhookSubscription>(`/api/webhook-subscriptions/${id}`, { signal }),
    meta: { live },
  });

export const incomingQuery = queryOptions({
  queryKey: ['incoming-webhooks'],
  queryFn: ({ signal }) => readAll<IncomingWebhook>('/api/incoming-webhooks', signal),
  meta: { live },
});

export const oneIncomingQuery = (id: string) =>
  queryOptions({
    queryKey: ['incoming-webhooks', id],
    queryFn: ({ signal }) => get<IncomingWebhook>(`/api/incoming-webhooks/${id}`, { signal }),
    meta: { live },
  });
