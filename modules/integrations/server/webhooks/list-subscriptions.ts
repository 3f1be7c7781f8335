import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listSubscriptionRows, type SubscriptionRow } from './store.ts';
import { toSubscription } from './to-subscription.ts';

/** In the order they were made. */
export async function listSubscriptions(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'webhooks.read');
  const rows = await listSubscriptionRows(scope.db, scope.organization.id, { limit: page.limit, after: decodeIdCursor(page.cursor) });
  return toPage(rows, page.limit, { item: (row: SubscriptionRow) => toSubscription(scope, row), key: (row) => [row.id] });
}
