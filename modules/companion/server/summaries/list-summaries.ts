import { visibleContact } from '#core/contacts/get-contact.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { CompanionSummary } from '../../contract.ts';
import { mayShare } from '../api.ts';
import { findSettings } from '../store.ts';
import { listSummaryRows, type SummaryRow } from './summary-store.ts';

/** What was written for the clinicians of a person, the newest first; none where the person does not share it with the asker. */
export async function listSummaries(scope: Scope, page: PageQuery & { contactId: string }) {
  requirePermission(scope, 'companion.read_people');
  const contact = await visibleContact(scope, page.contactId);
  const { db, organization, key, actor } = scope;
  const responsible = (await findSettings(db, organization.id))?.responsible_id === actor.id;
  const shared = await mayShare(scope, contact.id, responsible ? null : actor.id);
  const rows = shared
    ? await listSummaryRows(db, organization.id, { ...page, contactId: contact.id, from: decodeIdCursor(page.cursor) })
    : [];
  const item = (row: SummaryRow): CompanionSummary => ({
    id: row.id,
    contactId: row.contact_id,
    period: row.period,
    text: row.sealed_text === null ? '' : key.open({ table: 'companion_summaries', column: 'sealed_text', row: row.id }, row.sealed_text),
    createdAt: row.created_at.toISOString(),
  });
  return toPage(rows, page.limit, { item, key: (row: SummaryRow) => [row.id] });
}
