import { loadTables, type TableToLoad } from '#platform/backup/load-backup.ts';
import { systemClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { createSum, describeTables, isEmpty, plainTexts, readLines, type TableShape } from '#platform/db/copy-rows.ts';
import type { Database } from '#platform/db/database.ts';
import type { Connection } from '#platform/db/statement.ts';
import { BadStart } from '#platform/errors.ts';
import { createLog } from '#platform/log.ts';
import { markMoved, openStorage } from './open-storage.ts';

/**
 * `baraza move --to postgres://…`: everything in the embedded database into a PostgreSQL server, while no server runs. Each row is read back and
 * compared before it counts; afterwards the embedded database refuses to start, so that nobody works on the old one by mistake.
 */
export async function move(config: Config, { to, say }: { to: string; say(line: string): void }): Promise<void> {
  if (config.databaseUrl !== null)
    throw new BadStart(['DATABASE_URL is set, so the data is on a server already. Unset it to move the embedded database.']);
  const options = { clock: systemClock, log: createLog('silent') };
  const source = await openStorage(config, options);
  try {
    const target = await openStorage({ ...config, databaseUrl: to, databaseConnections: 2 }, options);
    try {
      await requireTarget(target.database);
      const tables = await listTables(source.database);
      await loadTables(target.database, tables);
      for (const { shape, rows } of tables) if (rows > 0) say(`${String(rows).padStart(10)}  ${shape.name}`);
      say(
        `${tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${tables.length} tables were moved; each was read back and compared.`,
      );
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  markMoved(config.dataFolder, systemClock.now());
}

async function requireTarget(database: Database): Promise<void> {
  if (!(await isEmpty(database)))
    throw new BadStart(['There are organizations or accounts in that database already. Make an empty one (createdb) and name it.']);
}

/** Slice by slice, each on the session as it comes: the settings that make texts plain end with their transaction. */
async function* linesOf(database: Database, shape: TableShape): AsyncGenerator<readonly string[]> {
  const connection: Connection = {
    run: async (statements) => (await database.asOwner('move', [plainTexts, ...statements])).slice(1),
    runFile: () => Promise.reject(new Error('Nothing is written here.')),
  };
  yield* readLines(connection, shape);
}

/** Nobody else is in the embedded database, so what is read twice is the same. */
async function listTables(database: Database): Promise<TableToLoad[]> {
  const tables: TableToLoad[] = [];
  for (const shape of await describeTables(database)) {
    const sum = createSum();
    for await (const lines of linesOf(database, shape)) sum.add(lines);
    tables.push({ shape, ...sum.read(), lines: () => linesOf(database, shape) });
  }
  return tables;
}
