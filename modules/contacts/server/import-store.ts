import { sql } from 'kysely';
import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const columns = [
  'id',
  'file_name',
  'state',
  'preview',
  'options',
  'slices',
  'next_slice',
  'rows_total',
  'created',
  'updated',
  'refused',
  'trouble',
  'started_by',
  'created_at',
  'finished_at',
] as const;
export type ImportRow = RowOf<'contact_imports', (typeof columns)[number]>;

/** [line, cells] */
export type SliceRow = readonly [line: number, cells: readonly string[]];
/** [line, reason, cells] */
export type RefusedRow = readonly [line: number, reason: string, cells: readonly string[]];

export async function findImport(db: Db, id: string): Promise<ImportRow | undefined> {
  return db.selectFrom('contact_imports').select(columns).where('id', '=', id).executeTakeFirst();
}

export async function listImportRows(db: Db, organizationId: string, page: { limit: number; before: string | null }): Promise<ImportRow[]> {
  let query = db.selectFrom('contact_imports').select(columns).where('organization_id', '=', organizationId);
  if (page.before !== null) query = query.where('id', '<', page.before);
  return query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** Until it is complete it counts as broken off. */
export async function beginUpload(
  db: Db,
  row: { organization_id: string; id: string; file_name: string; created_at: Date },
): Promise<void> {
  const broken = { state: 'failed', trouble: 'The upload was broken off; upload the file again.', preview: '{}', slices: 0, rows_total: 0 };
  await db
    .insertInto('contact_imports')
    .values({ ...row, ...broken })
    .execute();
}

export async function insertSlice(
  db: Db,
  slice: { organizationId: string; importId: string; number: number; rows: readonly SliceRow[]; now: Date },
): Promise<void> {
  const { organizationId: organization_id, importId: import_id, number, rows, now: created_at } = slice;
  await db
    .insertInto('contact_import_slices')
    .values({ organization_id, import_id, number, rows: JSON.stringify(rows), created_at })
    .execute();
}

export async function finishUpload(
  db: Db,
  id: string,
  { slices, rows, preview }: { slices: number; rows: number; preview: string },
): Promise<void> {
  await db
    .updateTable('contact_imports')
    .set({ state: 'uploaded', trouble: null, slices, rows_total: rows, preview })
    .where('id', '=', id)
    .execute();
}

export async function deleteImport(db: Db, id: string): Promise<void> {
  await db.deleteFrom('contact_imports').where('id', '=', id).execute();
}

/** False when it was started before. */
export async function markStarted(
  db: Db,
  id: string,
  { options, startedBy, now }: { options: string; startedBy: string; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contact_imports')
    .set({ state: 'running', options, started_by: startedBy, started_at: now })
    .where('id', '=', id)
    .where('state', '=', 'uploaded')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The import with its next slice, held until the transaction ends; undefined when there is nothing (more) to do. */
export async function lockNextSlice(db: Db, id: string): Promise<{ row: ImportRow; rows: readonly SliceRow[] } | undefined> {
  const row = await db
    .selectFrom('contact_imports')
    .select(columns)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const slice = await db
    .selectFrom('contact_import_slices')
    .select('rows')
    .where('import_id', '=', id)
    .where('number', '=', row.next_slice)
    .executeTakeFirst();
  return { row, rows: (slice?.rows ?? []) as SliceRow[] };
}

export interface SliceDone {
  readonly created: number;
  readonly updated: number;
  readonly refused: readonly RefusedRow[];
}

/** What was read of it is not kept longer than it is needed. */
export async function markSliceDone(db: Db, row: ImportRow, done: SliceDone, now: Date): Promise<void> {
  const last = row.next_slice + 1 >= row.slices;
  await db
    .updateTable('contact_import_slices')
    .set({ rows: null, refused: JSON.stringify(done.refused) })
    .where('import_id', '=', row.id)
    .where('number', '=', row.next_slice)
    .execute();
  await db
    .updateTable('contact_imports')
    .set({
      next_slice: row.next_slice + 1,
      created: row.created + done.created,
      updated: row.updated + done.updated,
      refused: row.refused + done.refused.length,
      ...(last ? { state: 'done', finished_at: now } : {}),
    })
    .where('id', '=', row.id)
    .execute();
}

export async function markFailed(db: Db, id: string, trouble: string, now: Date): Promise<void> {
  await db.updateTable('contact_imports').set({ state: 'failed', trouble, finished_at: now }).where('id', '=', id).execute();
}

/** What was refused in one slice after another; undefined after the last. */
export async function readRefused(db: Db, importId: string, number: number): Promise<readonly RefusedRow[] | undefined> {
  const row = await db
    .selectFrom('contact_import_slices')
    .select('refused')
    .where('import_id', '=', importId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.refused as RefusedRow[] | undefined;
}

const running = prepared<{ organization_id: string; import_id: string }>('select organization_id, import_id from running_imports($1)');

/** Imports under way in any organization. */
export async function findRunning(database: Database, most: number) {
  const { found } = await database.script('find imports', null, { found: running(most) });
  return found.rows;
}

export interface ExportRow {
  readonly organization_id: string;
  readonly id: string;
  readonly actor: string;
  readonly segment_id: string | null;
  readonly columns: string;
  readonly created_at: Date;
}

export async function insertExport(db: Db, row: ExportRow): Promise<void> {
  await db.insertInto('contact_exports').values(row).execute();
}

export async function finishExport(db: Db, id: string, contacts: number): Promise<void> {
  await db.updateTable('contact_exports').set({ contacts }).where('id', '=', id).execute();
}

export interface ExportedRow {
  readonly id: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly time_zone: string | null;
  readonly first_seen: Date;
  readonly last_seen: Date | null;
  readonly addresses: readonly string[];
  readonly tags: readonly string[];
  readonly opted_out: boolean;
}

/** The cells of these contacts, in the order of the ids. */
export async function readExported(db: Db, organizationId: string, ids: readonly string[]): Promise<ExportedRow[]> {
  const found =
    await sql<ExportedRow>`select c.id, coalesce(c.name, c.profile_name) as name, c.language, c.time_zone, c.created_at as first_seen,
      c.last_seen_at as last_seen,
      coalesce((select jsonb_agg(i.channel_type || ':' || i.address order by i.created_at, i.address) from identities i
        where i.organization_id = c.organization_id and i.contact_id = c.id), '[]') as addresses,
      coalesce((select jsonb_agg(t.name order by t.folded) from contact_tags x join tags t on t.organization_id = x.organization_id and t.id = x.tag_id
        where x.organization_id = c.organization_id and x.contact_id = c.id), '[]') as tags,
      exists (select from conversations v where v.organization_id = c.organization_id and v.contact_id = c.id and v.opted_out_at is not null) as opted_out
    from contacts c where c.organization_id = ${organizationId} and c.id = any (${ids}::uuid[]) order by c.id`.execute(db);
  return found.rows;
}
