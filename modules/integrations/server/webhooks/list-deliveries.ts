import { decodeCursor, type PageQuery, toPage, wrongCursor } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { getSubscription } from './get-subscription.ts';
import { type DeliveryRow, listDeliveryRows } from './store.ts';
import { toDelivery } from './to-subscription.ts';

/** What was delivered for a subscription and what was not, the newest event first. */
export async function listDeliveries(scope: Scope, page: PageQuery & { subscriptionId: string; state?: string | undefined }) {
  requirePermission(scope, 'webhooks.read');
  await getSubscription(scope, page.subscriptionId);
  const place = decodeCursor(page.cursor, 1)?.[0] ?? null;
  if (place !== null && !/^\d{1,15}$/.test(place)) throw wrongCursor();
  const { subscriptionId, state, limit } = page;
  const before = place === null ? null : Number(place);
  const rows = await listDeliveryRows(scope.db, scope.organization.id, { subscriptionId, state, limit, before });
  return toPage(rows, limit, { item: toDelivery, key: (row: DeliveryRow) => [String(row.position)] });
}
