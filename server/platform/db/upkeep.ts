import { type Log, places } from '#platform/log.ts';
import type { TableDeclaration } from '#platform/module.ts';
import type { Database } from './database.ts';
import { plain } from './sql.ts';

/** Writes everything into the database's own files. */
export async function checkpoint(database: Database): Promise<void> {
  await database.asOwner('checkpoint', [plain('checkpoint')]);
}

/**
 * Statistics and clean-up while tables grow. The planner knows nothing of a young table and then reads a whole organization
 * to find one row; a server's autovacuum notices after a minute, the embedded database never. So the tables are analysed
 * at 50, 200, 800 … new rows, and the embedded ones also vacuumed.
 */
export interface Upkeep {
  /** So many rows were added. Never throws and never waits. */
  grown(rows: number): void;
  /** Resolves when what is under way is done. */
  idle(): Promise<void>;
}

const firstAt = 50;
const factor = 4;
/** From here on every so many rows: the embedded database has nobody else to clean up after updates. */
const everyAtMost = 20_000;
/** Rows looked at per table: 300 times this. Ten is plenty for keys and takes some 40 ms in all. */
const statisticsTarget = 10;

/** For the tables that are declared to grow with every message or contact. */
export function createUpkeep(options: { database: Database; tables: readonly TableDeclaration[]; log: Log }): Upkeep {
  const { database, log } = options;
  const tables = options.tables.filter((table) => table.grows).map((table) => table.name);
  const embedded = database.engine.kind === 'embedded';
  let rows = 0;
  let next = firstAt;
  let working: Promise<void> = Promise.resolve();

  // Vacuum works outside a transaction only, where a setting lasts as long as the session: the embedded one is ours alone.
  const analyse = (table: string) =>
    embedded
      ? [[plain(`set default_statistics_target = ${statisticsTarget}`)], [plain(`vacuum (analyze) ${table}`)]]
      : [[plain(`set local default_statistics_target = ${statisticsTarget}`), plain(`analyze ${table}`)]];

  async function work(): Promise<void> {
    try {
      // One table at a time, so that on the one embedded session nobody waits for all of them.
      for (const script of tables.flatMap(analyse)) await database.asOwner('upkeep', script);
    } catch (error) {
      log.warn({ err: places(error) }, 'the tables could not be analysed; it is tried again later');
    }
  }

  return {
    grown(added) {
      rows += added;
      if (rows < next) return;
      next = rows + Math.min(rows * (factor - 1), everyAtMost);
      working = working.then(work);
    },
    idle: () => working,
  };
}
