import type { Scope } from '#platform/scope.ts';
import type { WebhookDelivery, WebhookSubscription } from '../../contract.ts';
import { signingKeys } from './secrets.ts';
import type { DeliveryRow, SubscriptionRow } from './store.ts';

/** A subscription as people see it: of its secrets only the names. */
export function toSubscription({ key, clock }: Pick<Scope, 'key' | 'clock'>, row: SubscriptionRow): WebhookSubscription {
  return {
    id: row.id,
    url: row.url,
    events: row.events as WebhookSubscription['events'],
    description: row.description,
    state: row.state as WebhookSubscription['state'],
    trouble: row.trouble as WebhookSubscription['trouble'],
    failingSince: row.failing_since?.toISOString() ?? null,
    keyIds: signingKeys(key, { id: row.id, sealed: row.sealed_secrets, now: clock.now() }).map((one) => one.id),
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

export function toDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    subscriptionId: row.subscription_id,
    eventId: row.event_id,
    type: row.type as WebhookDelivery['type'],
    occurredAt: row.occurred_at.toISOString(),
    state: row.state as WebhookDelivery['state'],
    attempts: row.attempts,
    dueAt: row.state === 'waiting' ? (row.due_at?.toISOString() ?? null) : null,
    triedAt: row.tried_at?.toISOString() ?? null,
    code: row.code,
    tookMs: row.took_ms,
    answer: row.answer,
    problem: row.problem,
    createdAt: row.created_at.toISOString(),
  };
}
