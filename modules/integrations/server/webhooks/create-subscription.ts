import { Refusal } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type CreatedWebhookSubscription, type EventType, eventTypes, type WebhookSubscriptionCreation } from '../../contract.ts';
import type { IntegrationTools } from '../tools.ts';
import { checkUrl } from './check-url.ts';
import { getSubscription } from './get-subscription.ts';
import { renewSecret } from './secrets.ts';
import { countSubscriptions, insertSubscription } from './store.ts';

/** Every event is delivered once for each of them. */
const subscriptionsMax = 50;

/** Begins to tell another system what happens. Its secret is shown this once. */
export async function createSubscription(
  scope: Scope,
  tools: Pick<IntegrationTools, 'allowPrivateAddresses'>,
  input: WebhookSubscriptionCreation,
): Promise<CreatedWebhookSubscription> {
  requirePermission(scope, 'webhooks.change');
  requireEvents(scope, input.events);
  checkUrl(input.url, tools.allowPrivateAddresses);
  if ((await countSubscriptions(scope.db, scope.organization.id)) >= subscriptionsMax) {
    throw new Refusal('integrations.too_many', `There are ${subscriptionsMax} already. Delete one that is not needed.`, {
      status: 409,
      details: { limit: subscriptionsMax },
    });
  }
  const id = scope.ids.next();
  const now = scope.clock.now();
  const { secret, sealed } = renewSecret(scope, { id, sealed: null, graceHours: 0 });
  await insertSubscription(scope.db, {
    organization_id: scope.organization.id,
    id,
    url: input.url,
    events: [...new Set(input.events)],
    description: input.description ?? null,
    sealed_secrets: sealed,
    created_at: now,
    changed_at: now,
  });
  return { ...(await getSubscription(scope, id)), secret };
}

/** Nobody may have sent elsewhere what they may not read themselves: what is about contacts is told of every contact. */
export function requireEvents(scope: Scope, events: readonly EventType[]): void {
  for (const event of events) {
    requirePermission(scope, eventTypes[event].permission);
    if (eventTypes[event].permission !== 'channels.read') requirePermission(scope, 'contacts.see_all');
  }
}
