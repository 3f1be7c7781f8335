import { listQuery, oneQuery } from '#web/data/by-address.ts';
import type { IncomingWebhook, WebhookSubscription } from '../contract.ts';

export const webhooksQuery = listQuery<WebhookSubscription>('/api/webhook-subscriptions');
export const webhookQuery = (id: string) => oneQuery<WebhookSubscription>(`/api/webhook-subscriptions/${id}`);
export const incomingQuery = listQuery<IncomingWebhook>('/api/incoming-webhooks');
export const oneIncomingQuery = (id: string) => oneQuery<IncomingWebhook>(`/api/incoming-webhooks/${id}`);
