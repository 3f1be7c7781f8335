import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type InvitationRow, listInvitationRows, toInvitation } from './invitation-store.ts';

/** All invitations, the newest first, with what became of them. */
export async function listInvitations(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'members.invite');
  const before = decodeIdCursor(page.cursor);
  const rows = await listInvitationRows(scope.db, scope.organization.id, { limit: page.limit, before });
  const now = scope.clock.now();
  return toPage(rows, page.limit, { item: (row: InvitationRow) => toInvitation(row, now), key: (row) => [row.id] });
}
