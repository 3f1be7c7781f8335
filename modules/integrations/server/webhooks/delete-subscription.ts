import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { settleDisabled } from './notices.ts';
import { deleteSubscription as deleteRow } from './store.ts';

/** Ends a subscription, with its log and what waits for it. */
export async function deleteSubscription(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'webhooks.change');
  await inTransaction(scope, 'delete webhook subscription', async (inner) => {
    if (!(await deleteRow(inner.db, id))) throw notFound('webhook subscription');
    await settleDisabled(inner, id);
  });
}
