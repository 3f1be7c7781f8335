import { seesOnly } from '#core/visibility.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { listTroubledRows, type MessageRow, type TroubledStatus, troubledStatuses } from './store.ts';
import { toMessage } from './to-message.ts';

/** Messages that did not go out, or of which nobody knows, the newest first, each with why and what to do. */
export async function listFailedSends(scope: Scope, page: PageQuery & { status?: TroubledStatus | undefined }) {
  requirePermission(scope, 'failed_sends.read');
  const statuses = page.status === undefined ? troubledStatuses : [page.status];
  const rows = await listTroubledRows(scope.db, scope.organization.id, {
    statuses,
    limit: page.limit,
    before: decodeIdCursor(page.cursor),
    only: seesOnly(scope),
  });
  return toPage(rows, page.limit, { item: toMessage, key: (row: MessageRow) => [row.id] });
}
