import type { ChannelLogEntry } from '#contract/channels.ts';
import { notFound } from '#platform/errors.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { findChannel, type LogRow, listLogRows } from './store.ts';

/** What a channel received and did not answer, the newest first, with the reason. Kept 30 days. */
export async function listChannelLog(scope: Scope, channelId: string, page: PageQuery) {
  requirePermission(scope, 'channels.read_log');
  if (!(await findChannel(scope.db, channelId))) throw notFound('channel');
  const place = { organizationId: scope.organization.id, channelId };
  const rows = await listLogRows(scope.db, place, { limit: page.limit, before: decodeIdCursor(page.cursor) });
  return toPage(rows, page.limit, { item: toEntry, key: (row: LogRow) => [row.id] });
}

function toEntry(row: LogRow): ChannelLogEntry {
  return {
    id: row.id,
    kind: row.kind as ChannelLogEntry['kind'],
    reason: row.reason,
    raw: row.raw,
    createdAt: row.created_at.toISOString(),
  };
}
