import type { z } from 'zod';
import { findVisibleContacts } from '#core/contacts/get-contact.ts';
import { toContact } from '#core/contacts/list-contacts.ts';
import { seesOnly } from '#core/visibility.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound } from '#platform/errors.ts';
import { badFields } from '#platform/fields.ts';
import { decodeIdCursor, encodeCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Rule, Segment, SegmentCopy, SegmentGiven } from '../contract.ts';
import { brokenParts, type Nameable, ruleFaults } from './segment-rule.ts';
import {
  type Asked,
  type CopyRow,
  copyMeant,
  countMeant,
  deleteSegment,
  findSegment,
  insertSegment,
  listCopyRows,
  listMeant,
  listSegmentRows,
  readNameable,
  type SegmentRow,
  updateSegment,
} from './segment-store.ts';

type Given = z.infer<typeof SegmentGiven>;

export async function listSegments(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'segments.read');
  const after = decodeIdCursor(page.cursor);
  const rows = await listSegmentRows(scope.db, scope.organization.id, { limit: page.limit, after });
  const names = await readNameable(scope.db, scope.organization.id);
  return toPage(rows, page.limit, { item: (row: SegmentRow) => toSegment(row, names), key: (row) => [row.id] });
}

export async function getSegment(scope: Scope, id: string): Promise<Segment> {
  requirePermission(scope, 'segments.read');
  const { row, names } = await segmentOf(scope, id);
  return toSegment(row, names);
}

export async function createSegment(scope: Scope, given: Given): Promise<Segment> {
  requirePermission(scope, 'segments.change');
  const names = await requireRule(scope, given.rule);
  const now = scope.clock.now();
  const row = { id: scope.ids.next(), name: given.name, created_at: now, changed_at: now };
  await insertSegment(scope.db, { ...row, organization_id: scope.organization.id, rule: JSON.stringify(given.rule) });
  return toSegment({ ...row, rule: given.rule }, names);
}

export async function changeSegment(scope: Scope, id: string, given: Given): Promise<Segment> {
  requirePermission(scope, 'segments.change');
  const { row } = await segmentOf(scope, id);
  const names = await requireRule(scope, given.rule);
  const now = scope.clock.now();
  await updateSegment(scope.db, id, { name: given.name, rule: JSON.stringify(given.rule), changed_at: now });
  return toSegment({ ...row, ...given, changed_at: now }, names);
}

/** With the copies made of it. */
export async function removeSegment(scope: Scope, id: string): Promise<void> {
  requirePermission(scope, 'segments.change');
  if (!(await deleteSegment(scope.db, id))) throw notFound('segment');
}

/** How many the rule means now, of those the asker may see. */
export async function countRule(scope: Scope, rule: Rule): Promise<{ count: number; broken: string[] }> {
  requirePermission(scope, 'segments.read');
  const names = await requireRule(scope, rule);
  return { count: await countMeant(scope.db, rule, askedBy(scope, names)), broken: [] };
}

export async function countSegment(scope: Scope, id: string): Promise<{ count: number; broken: string[] }> {
  requirePermission(scope, 'segments.read');
  const { row, names } = await segmentOf(scope, id);
  return { count: await countMeant(scope.db, row.rule as Rule, askedBy(scope, names)), broken: brokenParts(row.rule as Rule, names) };
}

/** Who is meant now, of those the asker may see, a page at a time in the order of their ids. */
export async function listSegmentContacts(scope: Scope, page: PageQuery & { id: string | null }) {
  requirePermission(scope, 'segments.read');
  const found = page.id === null ? null : await segmentOf(scope, page.id);
  const asked = askedBy(scope, found?.names ?? { tags: new Set(), attributes: new Map() });
  const after = decodeIdCursor(page.cursor);
  const ids = await listMeant(scope.db, (found?.row.rule as Rule | undefined) ?? null, asked, { limit: page.limit, after });
  const kept = ids.slice(0, page.limit);
  const contacts = await findVisibleContacts(scope, kept);
  return { items: contacts.map(toContact), nextCursor: ids.length > page.limit ? encodeCursor([kept.at(-1) as string]) : null };
}

/** Writes down who is meant at this moment: for sending to them later, whatever changes. */
export async function freezeSegment(scope: Scope, id: string): Promise<SegmentCopy> {
  requirePermission(scope, 'segments.change');
  const { row, names } = await segmentOf(scope, id);
  const asked = askedBy(scope, names);
  const copyId = scope.ids.next();
  const members = await inTransaction(scope, 'freeze segment', ({ db }) =>
    copyMeant(db, { copyId, segmentId: id, rule: row.rule as Rule, asked }),
  );
  return toCopy({ id: copyId, segment_id: id, members, created_at: asked.now });
}

export async function listCopies(scope: Scope, id: string): Promise<SegmentCopy[]> {
  requirePermission(scope, 'segments.read');
  await segmentOf(scope, id);
  return (await listCopyRows(scope.db, scope.organization.id, id)).map(toCopy);
}

export async function segmentOf(scope: Scope, id: string): Promise<{ row: SegmentRow; names: Nameable }> {
  const row = await findSegment(scope.db, id);
  if (!row) throw notFound('segment');
  return { row, names: await readNameable(scope.db, scope.organization.id) };
}

export async function requireRule(scope: Scope, rule: Rule): Promise<Nameable> {
  const names = await readNameable(scope.db, scope.organization.id);
  const faults = ruleFaults(rule, names);
  if (faults.length > 0) throw badFields(faults);
  return names;
}

export function askedBy(scope: Scope, names: Nameable): Asked {
  return { organizationId: scope.organization.id, only: seesOnly(scope), names, now: scope.clock.now() };
}

function toSegment(row: SegmentRow, names: Nameable): Segment {
  return {
    id: row.id,
    name: row.name,
    rule: row.rule as Rule,
    broken: brokenParts(row.rule as Rule, names),
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}

function toCopy(row: CopyRow): SegmentCopy {
  return { id: row.id, segmentId: row.segment_id, members: row.members, createdAt: row.created_at.toISOString() };
}
