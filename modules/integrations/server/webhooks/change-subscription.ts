import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { EventType, WebhookSubscription, WebhookSubscriptionChange } from '../../contract.ts';
import type { IntegrationTools } from '../tools.ts';
import { checkUrl } from './check-url.ts';
import { requireEvents } from './create-subscription.ts';
import { getSubscription } from './get-subscription.ts';
import { settleDisabled } from './notices.ts';
import { lockSubscription, updateSubscription } from './store.ts';

/** Changes a subscription. Enabling it forgets the trouble it had and goes on with what waits; nothing is written while it is disabled. */
export async function changeSubscription(
  scope: Scope,
  tools: Pick<IntegrationTools, 'allowPrivateAddresses'>,
  { id, ...change }: WebhookSubscriptionChange & { id: string },
): Promise<WebhookSubscription> {
  requirePermission(scope, 'webhooks.change');
  if (change.url !== undefined) checkUrl(change.url, tools.allowPrivateAddresses);
  await inTransaction(scope, 'change webhook subscription', async (inner) => {
    const { db, clock } = inner;
    const row = await lockSubscription(db, id);
    if (!row) throw notFound('webhook subscription');
    // Also what it tells already: another address is another reader.
    requireEvents(scope, change.events ?? (row.events as EventType[]));
    const { state, events, ...rest } = change;
    await updateSubscription(db, id, {
      ...rest,
      ...(events === undefined ? {} : { events: [...new Set(events)] }),
      ...(state === undefined ? {} : { state, trouble: null, failing_since: null }),
      changed_at: clock.now(),
    });
    if (state !== undefined) await settleDisabled(inner, id);
  });
  return getSubscription(scope, id);
}
