import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type ChannelRow, listChannelRows } from './store.ts';
import { toChannel } from './to-channel.ts';
import type { ChannelTools } from './tools.ts';

/** The organization's channels in the order they were connected, the disabled ones included. */
export async function listChannels(scope: Scope, tools: ChannelTools, page: PageQuery) {
  requirePermission(scope, 'channels.read');
  const rows = await listChannelRows(scope.db, scope.organization.id, { limit: page.limit, after: decodeIdCursor(page.cursor) });
  return toPage(rows, page.limit, { item: (row: ChannelRow) => toChannel(tools, scope.key, row), key: (row) => [row.id] });
}
