import type { Contact } from '#contract/conversations.ts';
import { decodeTimeCursor, type PageQuery, timeCursor, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type ContactRow, listContactRows } from './store.ts';

/** The organization's contacts, who wrote last first. */
export async function listContacts(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'contacts.read');
  const from = decodeTimeCursor(page.cursor);
  const after = from && { lastSeenAt: from.at, id: from.id };
  const rows = await listContactRows(scope.db, scope.organization.id, { limit: page.limit, after });
  return toPage(rows, page.limit, { item: toContact, key: (row: ContactRow) => timeCursor(row.last_seen_at, row.id) });
}

export function toContact(row: ContactRow): Contact {
  return {
    id: row.id,
    name: row.name ?? row.profile_name,
    language: row.language,
    firstSeenAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  };
}
