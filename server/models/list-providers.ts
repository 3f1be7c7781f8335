import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listDayRows, listProviderRows, type ProviderRow } from './store.ts';
import { dayOf, toProvider } from './to-provider.ts';

/** The organization's providers in the order they were named, the disabled ones included. */
export async function listProviders(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'models.read');
  const rows = await listProviderRows(scope.db, scope.organization.id, { limit: page.limit, after: decodeIdCursor(page.cursor) });
  const ids = rows.map(({ id }) => id);
  const days = new Map((await listDayRows(scope.db, ids, dayOf(scope.clock.now()))).map((day) => [day.provider_id, day]));
  return toPage(rows, page.limit, { item: (row: ProviderRow) => toProvider(row, days.get(row.id)), key: (row) => [row.id] });
}
