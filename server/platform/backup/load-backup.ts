import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import {
  createSum,
  describeTables,
  emptyTables,
  plainTexts,
  setSequences,
  setTriggers,
  sumTable,
  type TableShape,
  type TableSum,
  writeLines,
  writeOwn,
} from '#platform/db/copy-rows.ts';
import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';
import type { Connection } from '#platform/db/statement.ts';
import { BadStart } from '#platform/errors.ts';

/** A table to be filled: what it looked like where it comes from, its lines as often as they are asked for, and their sum. */
export interface TableToLoad extends TableSum {
  readonly shape: TableShape;
  lines(): AsyncIterable<readonly string[]>;
}

/**
 * Fills an empty database in one transaction, and reads every row of it back before it counts. `last` runs in the same transaction, after that.
 * Throws `BadStart` when what comes out is not what went in; then nothing is changed. With `organizationId` the rows are that organization's, which is not here yet,
 * and everything else stays.
 */
export async function loadTables(
  database: Database,
  tables: readonly TableToLoad[],
  last: (connection: Connection) => Promise<void> = async () => undefined,
  organizationId: string | null = null,
): Promise<void> {
  const names = new Set(tables.map(({ shape }) => shape.name));
  const all = await describeTables(database);
  const here = organizationId === null ? all : all.filter(({ name }) => names.has(name));
  requireSame(
    here,
    tables.map(({ shape }) => shape),
  );
  await database.engine.use('restore', async (connection) => {
    await connection.run([plain('begin'), plainTexts]);
    try {
      await setTriggers(connection, here, false);
      if (organizationId === null) await emptyTables(connection, here);
      for (const table of tables) await loadTable(connection, table);
      for (const table of tables) await compare(connection, table, organizationId);
      await last(connection);
      await setTriggers(connection, here, true);
      await connection.run([plain('commit')]);
    } catch (error) {
      await connection.run([plain('rollback')]).catch(() => undefined);
      throw error;
    }
  });
}

async function loadTable(connection: Connection, { shape, lines }: TableToLoad): Promise<void> {
  for await (const some of lines()) await writeLines(connection, shape, some);
  if (shape.own.length > 0) for await (const some of lines()) await writeOwn(connection, shape, some);
  await setSequences(connection, shape);
}

async function compare(connection: Connection, { shape, rows, digest }: TableToLoad, organizationId: string | null): Promise<void> {
  const now = await sumTable(connection, shape, organizationId);
  if (now.rows === rows && now.digest === digest) return;
  throw new BadStart([`${shape.name} would not be what it was: ${now.rows} rows instead of ${rows}, or other ones. Nothing was changed.`]);
}

/** The tables of both sides have the same columns, because the same migrations made them. */
function requireSame(here: readonly TableShape[], there: readonly TableShape[]): void {
  const say = ({ name, columns }: TableShape) =>
    `${name} (${columns
      .map((column) => `${column.name} ${column.type}`)
      .toSorted()
      .join(', ')})`;
  const [ours, theirs] = [new Set(here.map(say)), new Set(there.map(say))];
  const odd = [...there.filter((table) => !ours.has(say(table))), ...here.filter((table) => !theirs.has(say(table)))];
  if (odd.length > 0)
    throw new BadStart([`These tables do not look the same on both sides: ${[...new Set(odd.map(({ name }) => name))].join(', ')}.`]);
}

/** The lines of a table in a backup. Rejects when its file is cut or damaged. */
export async function* readTableFile(path: string): AsyncGenerator<readonly string[]> {
  const unzip = createGunzip().setEncoding('utf8');
  createReadStream(path)
    .on('error', (error) => unzip.destroy(error))
    .pipe(unzip);
  let rest = '';
  for await (const chunk of unzip) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
}

/** Throws `BadStart` when a table's file is not what the backup's list says: damaged, or changed. */
export async function checkTableFile(path: string, { rows, digest }: TableSum): Promise<void> {
  const sum = createSum();
  try {
    for await (const lines of readTableFile(path)) sum.add(lines);
  } catch (error) {
    throw new BadStart([`${path} cannot be read: ${(error as Error).message}. Use another backup.`]);
  }
  const found = sum.read();
  if (found.rows !== rows || found.digest !== digest)
    throw new BadStart([
      `${path} is damaged: it has ${found.rows} rows and not the ${rows} that were written, or other ones. Use another backup.`,
    ]);
}

/** Puts the files of a backup in their place. Returns the keys of those that are missing or not what they were. */
export async function loadFiles(keys: readonly string[], from: string, to: string): Promise<string[]> {
  const bad: string[] = [];
  for (const key of keys) {
    const path = join(from, key);
    if (!(await holdsItsHash(path))) {
      bad.push(key);
      continue;
    }
    const target = join(to, key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(path, target);
  }
  return bad;
}

/** A file is named after what it holds: `…/<sha256>.<id>`. */
async function holdsItsHash(path: string): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch {
    return false;
  }
  return (path.split('/').at(-1) ?? '').split('.')[0] === hash.digest('hex');
}
