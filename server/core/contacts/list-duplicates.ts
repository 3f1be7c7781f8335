import type { Duplicate } from '#contract/contacts.ts';
import { seesOnly } from '#core/visibility.ts';
import { decodeCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type DuplicateRow, listDuplicateRows } from './merge-store.ts';

/** Contacts that may be one person: the same number or e-mail address under different channel types. Nobody is merged by itself. */
export async function listDuplicates(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'contacts.merge');
  const from = decodeCursor(page.cursor, 1)?.[0] ?? null;
  const rows = await listDuplicateRows(scope.db, scope.organization.id, { from, only: seesOnly(scope), limit: page.limit });
  return toPage(rows, page.limit, { item: toDuplicate, key: (row: DuplicateRow) => [row.address] });
}

function toDuplicate({ address, contact_ids }: DuplicateRow): Duplicate {
  return { contactIds: contact_ids, reason: address.startsWith('phone:') ? 'same_phone' : 'same_email' };
}
