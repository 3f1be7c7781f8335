import { z } from 'zod';
import { badField } from '#platform/fields.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import { type AttributeRow, listAttributeRows, valuesOf } from './attribute-store.ts';
import { harmless, toLine } from './csv.ts';
import { type ExportedRow, finishExport, insertExport, readExported } from './import-store.ts';
import { getSegment, listSegmentContacts } from './segments.ts';

const own: Record<string, (row: ExportedRow) => string> = {
  id: (row) => row.id,
  name: (row) => row.name ?? '',
  language: (row) => row.language ?? '',
  time_zone: (row) => row.time_zone ?? '',
  first_seen: (row) => row.first_seen.toISOString(),
  last_seen: (row) => row.last_seen?.toISOString() ?? '',
  addresses: (row) => row.addresses.join('; '),
  phone: (row) => addressOf(row, 'phone', '+'),
  email: (row) => addressOf(row, 'email', ''),
  tags: (row) => row.tags.join('; '),
  opted_out: (row) => (row.opted_out ? 'yes' : 'no'),
};

export const ExportQuery = z.strictObject({
  segmentId: z.uuid().optional().describe('Only who is in it now.'),
  columns: z
    .string()
    .max(2000)
    .default('name,phone,email,language,tags')
    .describe(
      'id, name, language, time_zone, first_seen, last_seen, addresses, phone, email, tags, opted_out, attribute:<key>; by commas.',
    ),
});

function addressOf(row: ExportedRow, kind: string, before: string): string {
  const found = row.addresses.find((one) => one.split(':')[1] === kind);
  return found === undefined ? '' : before + found.split(':').slice(2).join(':');
}

const pageSize = 200;

/** Contacts as a CSV file, written as it is read. Who took it, when, and how many is written down first. */
export async function exportContacts(scope: Scope, { segmentId, columns }: z.infer<typeof ExportQuery>): Promise<AsyncIterable<string>> {
  requirePermission(scope, 'contacts.export');
  const names = columns.split(',').map((one) => one.trim());
  const attributes = (await listAttributeRows(scope.db, scope.organization.id)).filter((row) => !row.sensitive);
  const wrong = names.findIndex((name) => !own[name] && !attributes.some((row) => name === `attribute:${row.key}`));
  if (wrong >= 0) throw badField(`columns[${wrong}]`, 'is no column that there is, or a sensitive attribute');
  if (segmentId !== undefined) await getSegment(scope, segmentId);
  const id = scope.ids.next();
  await insertExport(scope.db, {
    organization_id: scope.organization.id,
    id,
    actor: `${scope.actor.kind}:${scope.actor.id}`,
    segment_id: segmentId ?? null,
    columns: JSON.stringify(names),
    created_at: scope.clock.now(),
  });
  return write(scope, { id, segmentId: segmentId ?? null, names, attributes });
}

interface Writing {
  readonly id: string;
  readonly segmentId: string | null;
  readonly names: readonly string[];
  readonly attributes: readonly AttributeRow[];
}

async function* write(scope: Scope, { id, segmentId, names, attributes }: Writing): AsyncGenerator<string> {
  // With the mark of UTF-8, without which Excel takes it for another encoding.
  yield `\ufeff${toLine(names)}`;
  let contacts = 0;
  for (let cursor: string | null | undefined; cursor !== null && !scope.signal.aborted; ) {
    const page = await listSegmentContacts(scope, { id: segmentId, limit: pageSize, cursor });
    const ids = page.items.map((one) => one.id);
    if (ids.length > 0) yield await linesOf(scope, ids, { names, attributes });
    contacts += ids.length;
    cursor = page.nextCursor;
  }
  if (!scope.signal.aborted) await finishExport(scope.db, id, contacts);
}

async function linesOf(
  { db, organization }: Scope,
  ids: readonly string[],
  { names, attributes }: Pick<Writing, 'names' | 'attributes'>,
): Promise<string> {
  const asked = attributes.filter((row) => names.includes(`attribute:${row.key}`));
  const [rows, values] = await Promise.all([
    readExported(db, organization.id, ids),
    asked.length > 0 ? valuesOf(db, organization.id, ids) : [],
  ]);
  const cellOf = (row: ExportedRow, name: string): string => {
    const make = own[name];
    if (make) return make(row);
    const attribute = asked.find((one) => name === `attribute:${one.key}`);
    return toCell(values.find((one) => one.contact_id === row.id && one.attribute_id === attribute?.id)?.value);
  };
  return rows.map((row) => toLine(names.map((name) => harmless(cellOf(row, name))))).join('');
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.join('; ') : String(value);
}
