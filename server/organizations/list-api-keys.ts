import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type ApiKeyRow, listApiKeyRows, toApiKey } from './api-key-store.ts';

/** All keys, the newest first, the revoked ones included; never the keys themselves. */
export async function listApiKeys(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'api_keys.read');
  const before = decodeIdCursor(page.cursor);
  const rows = await listApiKeyRows(scope.db, scope.organization.id, { limit: page.limit, before });
  return toPage(rows, page.limit, { item: (row: ApiKeyRow) => toApiKey(row), key: (row) => [row.id] });
}
