import { readDefaults } from '#core/contacts/defaults.ts';
import { seesOnly } from '#core/visibility.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { decodeIdCursor, type PageQuery, toPage } from '#platform/page.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Import, ImportOptions, ImportPreview } from '../contract.ts';
import { type AttributeRow, listAttributeRows } from './attribute-store.ts';
import { decodeFile, guessDelimiter, harmless, type Record, readRecords, toLine, wrongFile } from './csv.ts';
import { hasHeader, previewOf } from './import-preview.ts';
import {
  beginUpload,
  deleteImport,
  findImport,
  finishUpload,
  type ImportRow,
  insertSlice,
  listImportRows,
  markStarted,
  readRefused,
  type SliceRow,
} from './import-store.ts';

/** Rows of one transaction: some ten milliseconds on the embedded database, which serves nobody else meanwhile. */
const sliceRows = 100;
/** Rows that are looked at for the preview. */
const sampleRows = 1000;

/** Takes a file apart and keeps it in slices, to be started when somebody has said what its columns are. */
export async function uploadImport(scope: Scope, { file, fileName }: { file: Buffer; fileName: string }): Promise<Import> {
  requirePermission(scope, 'contacts.import');
  const { db, organization, clock } = scope;
  const { text, encoding } = decodeFile(file);
  const delimiter = guessDelimiter(text);
  const id = scope.ids.next();
  await beginUpload(db, { organization_id: organization.id, id, file_name: fileName.slice(0, 200), created_at: clock.now() });
  try {
    const slices = createSlicer(scope, id);
    const sample: Record[] = [];
    let header: readonly string[] | null | undefined;
    for await (const record of readRecords(text, delimiter)) {
      if (header === undefined) {
        header = hasHeader(record.cells) ? record.cells : null;
        if (header) continue;
      }
      if (sample.length < sampleRows) sample.push(record);
      await slices.add(record);
    }
    const { rows, count } = await slices.end();
    if (rows === 0) throw wrongFile('The file has a first line with names of columns, and nothing below it.');
    const preview = await previewOf({ encoding, delimiter, header: header ?? null, sample }, await readingOf(scope));
    await finishUpload(db, id, { slices: count, rows, preview: JSON.stringify(preview) });
  } catch (error) {
    await deleteImport(db, id);
    throw error;
  }
  return getImport(scope, id);
}

function createSlicer({ db, organization, clock }: Scope, importId: string) {
  let slice: SliceRow[] = [];
  let [count, rows] = [0, 0];
  async function write(): Promise<void> {
    if (slice.length === 0) return;
    await insertSlice(db, { organizationId: organization.id, importId, number: count, rows: slice, now: clock.now() });
    count += 1;
    rows += slice.length;
    slice = [];
  }
  return {
    async add({ line, cells }: Record): Promise<void> {
      slice.push([line, cells]);
      if (slice.length >= sliceRows) await write();
    },
    async end() {
      await write();
      return { rows, count };
    },
  };
}

async function readingOf({ db, organization }: Scope) {
  const [attributes, { country }] = await Promise.all([listAttributeRows(db, organization.id), readDefaults(db, organization.id)]);
  return { attributes: new Map<string, AttributeRow>(attributes.map((row) => [row.key, row])), country };
}

/** Starts it: the program works through it slice by slice, with the starter's eyes. */
export async function startImport(scope: Scope, id: string, options: ImportOptions): Promise<Import> {
  requirePermission(scope, 'contacts.import');
  const { db, actor, clock } = scope;
  const row = await importOf(scope, id);
  const { columns } = row.preview as ImportPreview;
  if (options.columns.length !== columns.length)
    throw badField('columns', `must name the meaning of each of the ${columns.length} columns`);
  const { attributes } = await readingOf(scope);
  for (const [index, meaning] of options.columns.entries()) {
    const [what, key = ''] = meaning.split(':');
    if (what === 'attribute' && !attributes.has(key)) throw badField(`columns[${index}]`, 'names no attribute of this organization');
  }
  if (!options.columns.some((one) => one.startsWith('identity:'))) {
    throw badField('columns', 'must name at least one column with addresses: by those contacts are known again');
  }
  const startedBy = JSON.stringify({ kind: actor.kind, id: actor.id, only: seesOnly(scope) });
  if (!(await markStarted(db, id, { options: JSON.stringify(options), startedBy, now: clock.now() }))) {
    throw new Refusal('contacts.import_started', 'This import was started already, or its upload is not complete.', { status: 409 });
  }
  return getImport(scope, id);
}

export async function getImport(scope: Scope, id: string): Promise<Import> {
  requirePermission(scope, 'contacts.import');
  return toImport(await importOf(scope, id));
}

export async function listImports(scope: Scope, page: PageQuery) {
  requirePermission(scope, 'contacts.import');
  const before = decodeIdCursor(page.cursor);
  const rows = await listImportRows(scope.db, scope.organization.id, { limit: page.limit, before });
  return toPage(rows, page.limit, { item: toImport, key: (row: ImportRow) => [row.id] });
}

/** The rows that were refused, as they stood in the file, each with its line and the reason: to be mended and uploaded again. */
export async function refusedRows(scope: Scope, id: string): Promise<AsyncIterable<string>> {
  requirePermission(scope, 'contacts.import');
  const row = await importOf(scope, id);
  return (async function* () {
    const { columns } = row.preview as ImportPreview;
    yield `\ufeff${toLine([...columns.map((one) => one.name), 'line', 'reason'])}`;
    for (let number = 0; number < row.next_slice; number += 1) {
      for (const [line, reason, cells] of (await readRefused(scope.db, id, number)) ?? []) {
        const padded = columns.map((_one, index) => harmless(cells[index] ?? ''));
        yield toLine([...padded, String(line), reason]);
      }
    }
  })();
}

async function importOf(scope: Scope, id: string): Promise<ImportRow> {
  const row = await findImport(scope.db, id);
  if (!row) throw notFound('import');
  return row;
}

const noPreview: ImportPreview = { encoding: 'utf-8', delimiter: ',', columns: [], firstRows: [] };

function toImport(row: ImportRow): Import {
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state as Import['state'],
    preview: { ...noPreview, ...(row.preview as Partial<ImportPreview>) },
    rows: row.rows_total,
    rowsDone: row.created + row.updated + row.refused,
    created: row.created,
    updated: row.updated,
    refused: row.refused,
    trouble: row.trouble,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
