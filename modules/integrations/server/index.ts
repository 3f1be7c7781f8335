import type { Feature } from '#core/feature.ts';
import { defineModule } from '#platform/module.ts';
import { deadCalls, deadDeliveries } from './dead-letters.ts';
import { incomingDoor, incomingWebhookRoutes } from './incoming/routes.ts';
import type { IntegrationTools } from './tools.ts';
import { disabledNotice } from './webhooks/notices.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export { incomingRoutes } from './incoming/take-call.ts';
export type { IntegrationTools } from './tools.ts';
export { resumeSubscriptions } from './webhooks/resume-subscriptions.ts';
export { createIntegrationWork, type IntegrationWork } from './work.ts';

/** What other systems are told, and what they tell us. */
export function integrationsModule(tools: IntegrationTools): Feature {
  return defineModule({
    name: 'integrations',
    summary: 'Webhooks: what other systems are told, and addresses they may call.',
    tables: [
      {
        name: 'webhook_subscriptions',
        tenancy: 'organization',
        personal: false,
        retention: 'until deleted',
        sealed: { sealed_secrets: 'organization' },
      },
      {
        name: 'webhook_deliveries',
        tenancy: 'organization',
        personal: true,
        whose: { contact: [{ column: 'event_id', through: 'webhook_events' }] },
        retention: '7 days',
        expires: [{ days: 7 }],
        grows: true,
      },
      {
        name: 'webhook_events',
        tenancy: 'organization',
        personal: true,
        whose: { contact: [{ column: 'stream_id' }, { column: 'stream_id', through: 'conversations' }] },
        retention: '7 days',
        expires: [{ days: 7 }],
        grows: true,
      },
      { name: 'incoming_webhooks', tenancy: 'organization', personal: false, retention: 'until deleted' },
      {
        name: 'incoming_calls',
        tenancy: 'organization',
        personal: true,
        whose: { contact: [{ column: 'contact_id' }] },
        retention: '30 days',
        expires: [{ days: 30 }],
      },
    ],
    permissions: [
      {
        name: 'webhooks.read',
        summary: 'See who is told what happens, and what was delivered.',
        roles: ['admin', 'developer'],
        apiKey: true,
      },
      {
        name: 'webhooks.change',
        summary: 'Have other systems told what one may read oneself; deliver again.',
        roles: ['admin', 'developer'],
        apiKey: true,
      },
      { name: 'incoming_webhooks.read', summary: 'See the addresses other systems may call.', roles: ['admin', 'developer'], apiKey: true },
      {
        name: 'incoming_webhooks.read_log',
        summary: 'See what was sent to them, which may hold words of people.',
        roles: ['admin'],
        apiKey: true,
      },
      { name: 'incoming_webhooks.change', summary: 'Make and change them.', roles: ['admin', 'developer'], apiKey: false },
    ],
    notices: [
      { kind: disabledNotice, for: ['webhooks.change'], text: '{host} is told nothing any more by webhook: {reason}', advice: '{advice}' },
    ],
    deadLetters: [deadDeliveries(tools), deadCalls],
    errors: [
      { code: 'integrations.not_failed', status: 409, summary: 'The call was done, or is on its way.' },
      { code: 'integrations.too_many', status: 409, summary: 'The organization has as many webhook subscriptions as it may have.' },
      { code: 'integrations.still_waiting', status: 409, summary: 'The event is still being delivered; it cannot be replayed yet.' },
      { code: 'integrations.unknown_contact', status: 404, summary: 'In the log of an incoming webhook: nobody has the address.' },
      {
        code: 'integrations.no_conversation',
        status: 409,
        summary: 'In the log of an incoming webhook: the contact never wrote on the channel.',
      },
    ],
    nouns: [
      { name: 'webhook-subscriptions', personal: false },
      { name: 'webhook-deliveries', personal: true },
      { name: 'incoming-webhooks', personal: false },
    ],
    routes: [...webhookRoutes(tools), ...incomingWebhookRoutes(tools)],
    described: [incomingDoor],
  });
}
