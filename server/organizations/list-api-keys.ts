import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type ApiKeyRow, listApiKeyRows } from './api-key-store.ts';
import { toApiKey } from './to-api-key.ts';
import type { OrganizationTools } from './tools.ts';

/** All keys, the newest first, the revoked ones included; never the keys themselves. */
export async function listApiKeys(scope: Scope, tools: OrganizationTools, page: PageQuery) {
  requirePermission(scope, 'api_keys.read');
  const before = decodeIdCursor(page.cursor);
  const rows = await listApiKeyRows(scope.db, scope.organization.id, { limit: page.limit, before });
  const seen = { all: tools.permissionsOfApiKey(), now: scope.clock.now() };
  return toPage(rows, page.limit, { item: (row: ApiKeyRow) => toApiKey(row, seen), key: (row) => [row.id] });
}
