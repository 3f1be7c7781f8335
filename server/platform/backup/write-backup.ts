import { once } from 'node:events';
import { constants, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGzip } from 'node:zlib';
import { createSum, describeTables, plainTexts, readLines, type TableShape, type TableSum } from '#platform/db/copy-rows.ts';
import type { Database } from '#platform/db/database.ts';
import { listApplied } from '#platform/db/migrate.ts';
import { plain } from '#platform/db/sql.ts';
import type { Connection } from '#platform/db/statement.ts';
import { filesFolder, type Manifest, manifestFile, tablesFolder } from './manifest.ts';

export interface BackupSource {
  /** A database that stands still for as long as this takes, or keeps a snapshot for us. */
  readonly database: Database;
  /** Where the files of the installation lie. */
  readonly filesFolder: string;
  readonly facts: Pick<Manifest, 'madeAt' | 'version' | 'engine' | 'keyId' | 'organization'>;
  /** With `facts.organization`: the tables of which its rows are written. */
  takes?(table: TableShape): boolean;
}

/** Writes a whole backup, or one organization, into `folder`, which must not be there; it has its name only when everything is in it and synced. */
export async function writeBackup(folder: string, source: BackupSource): Promise<Manifest> {
  const draft = `${folder}.unfinished`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(join(draft, tablesFolder), { recursive: true, mode: 0o700 });
  try {
    const { takes = () => true, facts } = source;
    const organizationId = facts.organization?.id ?? null;
    const tables = (await describeTables(source.database)).filter(takes);
    const migrations = await listApplied(source.database);
    const { sums, keys } = await source.database.engine.use('backup', (connection) =>
      writeTables(connection, { tables, organizationId, folder: join(draft, tablesFolder) }),
    );
    const files = await copyFiles(keys, source.filesFolder, join(draft, filesFolder));
    const listed = tables.map((table, index) => ({
      ...table,
      columns: [...table.columns],
      key: [...table.key],
      own: [...table.own],
      file: fileOf(table),
      ...(sums[index] as TableSum),
    }));
    const manifest: Manifest = { format: 1, ...facts, migrations, tables: listed, files };
    await writeFile(join(draft, manifestFile), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true });
    await rename(draft, folder);
    await syncEntry(dirname(folder));
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** "public.contacts" → "public.contacts.jsonl.gz". */
function fileOf({ name }: TableShape): string {
  return `${name.replaceAll('"', '')}.jsonl.gz`;
}

/** All tables as they were at one moment, and the keys of the files they name. */
async function writeTables(
  connection: Connection,
  { tables, organizationId, folder }: { tables: readonly TableShape[]; organizationId: string | null; folder: string },
): Promise<{ sums: TableSum[]; keys: Blob[] }> {
  await connection.run([plain('begin isolation level repeatable read read only'), plainTexts]);
  try {
    const sums: TableSum[] = [];
    for (const table of tables) sums.push(await writeTable(connection, { table, organizationId, path: join(folder, fileOf(table)) }));
    const mine = 'select key, size from file_blobs where $1::uuid is null or organization_id = $1::uuid order by key';
    const [blobs] = await connection.run([plain(mine, [organizationId])]);
    return { sums, keys: (blobs?.rows ?? []) as unknown as Blob[] };
  } finally {
    await connection.run([plain('rollback')]).catch(() => undefined);
  }
}

async function writeTable(
  connection: Connection,
  { table, organizationId, path }: { table: TableShape; organizationId: string | null; path: string },
): Promise<TableSum> {
  const sum = createSum();
  const zip = createGzip({ level: 6 });
  const file = createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true });
  const written = once(file, 'close');
  zip.pipe(file);
  // Its own errors end the backup where they are waited for.
  file.on('error', (error) => zip.destroy(error));
  for await (const lines of readLines(connection, table, organizationId)) {
    sum.add(lines);
    if (!zip.write(`${lines.join('\n')}\n`)) await once(zip, 'drain');
  }
  zip.end();
  await written;
  return sum.read();
}

interface Blob {
  readonly key: string;
  readonly size: number;
}

/** Files never change, so a copy of one is good at any moment. One that was removed since the snapshot is counted as missing. */
async function copyFiles(blobs: readonly Blob[], from: string, to: string): Promise<Manifest['files']> {
  const copied = { count: 0, bytes: 0, missing: 0 };
  for (const { key, size } of blobs) {
    const target = join(to, key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    try {
      // On file systems that can, this costs no space.
      await copyFile(join(from, key), target, constants.COPYFILE_FICLONE);
      await syncEntry(target);
      copied.count += 1;
      copied.bytes += size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      copied.missing += 1;
    }
  }
  return copied;
}

async function syncEntry(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
