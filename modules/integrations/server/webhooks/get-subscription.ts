import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { WebhookSubscription } from '../../contract.ts';
import { findSubscription } from './store.ts';
import { toSubscription } from './to-subscription.ts';

export async function getSubscription(scope: Scope, id: string): Promise<WebhookSubscription> {
  requirePermission(scope, 'webhooks.read');
  const row = await findSubscription(scope.db, id);
  if (!row) throw notFound('webhook subscription');
  return toSubscription(scope, row);
}
