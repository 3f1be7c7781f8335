import type { Contact } from '#contract/contacts.ts';
import { seesOnly } from '#core/visibility.ts';
import { decodeTimeCursor, type PageQuery, timeCursor, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type ContactRow, findContacts, listContactRows, searchContactIds } from './store.ts';

/** The contacts the asker may see, who wrote last first; with `q` the best matches, on one page. */
export async function listContacts(scope: Scope, page: PageQuery & { q?: string | undefined }) {
  requirePermission(scope, 'contacts.read');
  const only = seesOnly(scope);
  if (page.q !== undefined) {
    const ids = await searchContactIds(scope.db, wordsOf(page.q), only, page.limit);
    return { items: (await findContacts(scope.db, scope.organization.id, ids, only)).map(toContact), nextCursor: null };
  }
  const from = decodeTimeCursor(page.cursor);
  const after = from && { lastSeenAt: from.at, id: from.id };
  const rows = await listContactRows(scope.db, scope.organization.id, { limit: page.limit, after, only });
  return toPage(rows, page.limit, { item: toContact, key: (row: ContactRow) => timeCursor(row.last_seen_at, row.id) });
}

/** More words than anybody remembers of a person only cost time. */
const wordsMax = 6;

/** "+44 7700 900-123" is one number, as it is stored; a leading zero is how one dials it at home. Anything else is words. */
function wordsOf(q: string): string[] {
  if (/^[+\d\s()./-]+$/.test(q) && /\d{3}/.test(q.replace(/\D/g, ''))) return [q.replace(/\D/g, '').replace(/^0+/, '')];
  return q.trim().split(/\s+/).slice(0, wordsMax);
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
