import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { changeSubscription } from './change-subscription.ts';
import { listSubscriptions } from './list-subscriptions.ts';

/** Enables those that were stopped for this reason; returns how many. */
export async function resumeSubscriptions(scope: Scope, code: string): Promise<number> {
  requirePermission(scope, 'webhooks.change');
  const { items } = await listSubscriptions(scope, { limit: subscriptionsMax });
  const stopped = items.filter(({ state, trouble }) => state === 'disabled' && trouble?.code === code);
  for (const { id } of stopped) await changeSubscription(scope, { allowPrivateAddresses: false }, { id, state: 'active' });
  return stopped.length;
}

/** More than an organization may have. */
const subscriptionsMax = 200;
