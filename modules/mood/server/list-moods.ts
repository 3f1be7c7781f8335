import { recordIdsOf, visibleContact } from '#core/contacts/get-contact.ts';
import { Refusal } from '#platform/errors.ts';
import { decodeTimeCursor, type PageQuery, timeCursor, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { MoodEntry } from '../contract.ts';
import { toEntry } from './entries.ts';
import { type EntryRow, lastEntryRows, listEntryRows } from './store.ts';
import type { MoodTools } from './tools.ts';

export interface MoodsWanted {
  readonly since?: Date;
  readonly until?: Date;
  readonly limit: number;
}

/** A contact's diary, the newest first, for modules: whoever shows it has asked whether it is the asker's to see. */
export async function moodsOf(scope: Scope, contactId: string, { since, until, limit }: MoodsWanted): Promise<MoodEntry[]> {
  const contactIds = await recordIdsOf(scope, contactId);
  const rows = await listEntryRows(scope.db, scope.organization.id, {
    contactIds,
    since: since ?? null,
    until: until ?? null,
    before: null,
    limit,
  });
  return rows.map((row) => toEntry(scope, row));
}

/** The last entry of each contact that has one. */
export async function lastMoods(scope: Scope, contactIds: readonly string[]): Promise<ReadonlyMap<string, MoodEntry>> {
  const rows = await lastEntryRows(scope.db, scope.organization.id, contactIds);
  return new Map(rows.map((row) => [row.contact_id, toEntry(scope, row)]));
}

/** A page of it, for a member whom the contact lets see it. */
export async function listMoods(scope: Scope, tools: MoodTools, { contactId, ...page }: PageQuery & { contactId: string }) {
  requirePermission(scope, 'moods.read');
  const contact = await visibleContact(scope, contactId);
  if (!(await tools.mayShare(scope, contact.id, scope.actor.id))) {
    throw new Refusal('mood.not_shared', 'They have not agreed that you see how they feel.', { status: 403 });
  }
  const from = decodeTimeCursor(page.cursor);
  const rows = await listEntryRows(scope.db, scope.organization.id, {
    contactIds: await recordIdsOf(scope, contact.id),
    since: null,
    until: null,
    before: from?.at ? { at: from.at, id: from.id } : null,
    limit: page.limit + 1,
  });
  return toPage(rows, page.limit, { item: (row: EntryRow) => toEntry(scope, row), key: (row) => timeCursor(row.at, row.id) });
}
