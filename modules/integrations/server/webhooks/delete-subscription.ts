import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { deleteSubscription as deleteRow } from './store.ts';

/** Ends a subscription, with its log and what waits for it. */
export async function deleteSubscription(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'webhooks.change');
  if (!(await deleteRow(scope.db, id))) throw notFound('webhook subscription');
}
