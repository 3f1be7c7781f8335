import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseAllLeases } from '#core/lease-store.ts';
import { type Journal, openJournal } from '#inbox/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { lockDataFolder } from '#platform/data-folder.ts';
import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { migrate, readMigrationState, readMigrations } from '#platform/db/migrate.ts';
import { openPostgres } from '#platform/db/postgres.ts';
import { isPrepared, prepareFolder } from '#platform/db/prepare-folder.ts';
import { DatabaseUnreachable } from '#platform/db/statement.ts';
import { syncFolder } from '#platform/db/sync-folder.ts';
import { checkpoint } from '#platform/db/upkeep.ts';
import { BadStart } from '#platform/errors.ts';
import { type Log, places } from '#platform/log.ts';
import { migrationFolders } from '#server/modules.ts';

/** The database and, beside the embedded one, the journal that makes its answers durable. */
export interface Storage {
  readonly database: Database;
  readonly journal: Journal | null;
  readonly journalFolder: string | null;
  /** Everything accepted before now is safe in the database's own files; older journal segments are dropped. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** How often the embedded database's files are made durable, and the journal's size that brings it forward. */
const syncEveryMs = 5 * 60 * 1000;
const journalBytesMax = 32 * 1024 * 1024;
const lookEveryMs = 10_000;

/**
 * Opens and migrates. Throws `BadStart` when the folder is in use, the server cannot be reached, or a migration fails. `migrates:
 * false` for who only looks: then also when something is left to migrate.
 */
export async function openStorage(
  config: Config,
  { clock, log, migrates = true }: { clock: Clock; log: Log; migrates?: boolean | undefined },
): Promise<Storage> {
  const storage = await openUnmigrated(config, { clock, log });
  try {
    if (!migrates) await requireMigrated(storage.database);
    const applied = await migrate(storage.database, readMigrations(migrationFolders), clock.now());
    if (applied.length > 0) log.info({ applied }, 'the database was migrated');
    if (storage.journal) await releaseAllLeases(storage.database);
    return storage;
  } catch (error) {
    await storage.close().catch(() => undefined);
    if (error instanceof DatabaseUnreachable && config.databaseUrl !== null) throw new BadStart([`DATABASE_URL: ${causeOf(error)}`]);
    throw error;
  }
}

/** Opens what there is, whatever its version: to restore into it. */
export function openUnmigrated(config: Config, { clock, log }: { clock: Clock; log: Log }): Promise<Storage> {
  return config.databaseUrl === null ? openFolder(config, clock, log) : openServer(config, log);
}

async function requireMigrated(database: Database): Promise<void> {
  const { pending } = await readMigrationState(database, readMigrations(migrationFolders));
  if (pending.length === 0) return;
  throw new BadStart([
    `The database is not of this version: ${pending.length} migrations are left to apply, the first is ${pending[0]}. "npm start" applies them; make a backup with the old version before.`,
  ]);
}

/** By the codes of the operating system and of PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at this address. Is the server running, and is the port right?',
  ENOTFOUND: 'there is no server of this name. Is it spelt rightly?',
  '28P01': 'the server refuses this user or password. Check both.',
  '28000': 'the server refuses this user. Check its rights to connect (pg_hba.conf).',
  '3D000': 'the server has no database of this name. Make it (createdb), or name another.',
  '53300': 'the server has no connection left. Raise max_connections, or lower BARAZA_DATABASE_CONNECTIONS.',
};

function causeOf(error: DatabaseUnreachable): string {
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return causes[cause?.code ?? ''] ?? `the database cannot be reached. ${cause?.message ?? error.message}`;
}

async function openServer(config: Config, log: Log): Promise<Storage> {
  const database = new Database(openPostgres(config.databaseUrl as string, { connections: config.databaseConnections, log }));
  return { database, journal: null, journalFolder: null, sync: async () => undefined, close: () => database.close() };
}

/** Whether the start will make a database of its own first. */
export function isNew({ databaseUrl, dataFolder }: Config): boolean {
  return databaseUrl === null && !isPrepared(join(dataFolder, 'database'));
}

async function openFolder(config: Config, clock: Clock, log: Log): Promise<Storage> {
  const lock = lockDataFolder(config.dataFolder);
  const folder = join(config.dataFolder, 'database');
  const journalFolder = join(config.dataFolder, 'journal');
  try {
    requireNotMoved(config.dataFolder);
    prepareFolder(folder);
    const database = new Database(await openDatabase(folder, log));
    const journal = await openJournal(journalFolder);
    const sync = createSync({ database, journal, folder, clock });
    const stop = syncRegularly({ sync, journal, clock, log });
    return {
      database,
      journal,
      journalFolder,
      sync,
      async close() {
        stop();
        // A clean end needs no journal at the next start.
        await sync().catch((error: unknown) =>
          log.warn({ err: places(error) }, 'the database files could not be synced; the journal is kept'),
        );
        await journal.close();
        await database.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const movedFile = (dataFolder: string) => join(dataFolder, 'moved-to-postgresql');

/** The data is on a server now: nobody shall go on with what was left behind. */
export function markMoved(dataFolder: string, now: Date): void {
  writeFileSync(movedFile(dataFolder), `${now.toISOString()}\n`, { mode: 0o600 });
}

function requireNotMoved(dataFolder: string): void {
  const path = movedFile(dataFolder);
  if (!existsSync(path)) return;
  throw new BadStart([
    `The embedded database of this folder was moved to PostgreSQL on ${readFileSync(path, 'utf8').trim()}. Set DATABASE_URL to that server. To go back to what was left behind, remove ${path}.`,
  ]);
}

async function openDatabase(folder: string, log: Log) {
  return openEmbedded(folder, log).catch((error: unknown) => {
    if (error instanceof BadStart) throw error;
    log.error({ err: places(error) }, 'the embedded database could not be opened');
    throw new BadStart([
      `The database in ${folder} cannot be opened; it may be damaged. Keep the folder as it is, and put the last backup in its place (docs/running/operations.md).`,
    ]);
  });
}

function createSync({
  database,
  journal,
  folder,
  clock,
}: {
  database: Database;
  journal: Journal;
  folder: string;
  clock: Clock;
}): () => Promise<void> {
  let syncedAt = new Date(0);
  return () =>
    journal.rotate(async () => {
      // A little earlier than now, because a file system's clock may be coarser than ours.
      const began = new Date(clock.now().getTime() - 2000);
      await checkpoint(database);
      await syncFolder(folder, syncedAt);
      syncedAt = began;
    });
}

function syncRegularly(options: { sync: () => Promise<void>; journal: Journal; clock: Clock; log: Log }): () => void {
  let last = options.clock.now();
  let stopped = false;
  let cancel: () => void = () => undefined;
  async function look(): Promise<void> {
    const due = options.clock.now().getTime() - last.getTime() >= syncEveryMs;
    if (due || options.journal.size >= journalBytesMax) {
      last = options.clock.now();
      await options.sync().catch((error: unknown) => options.log.warn({ err: places(error) }, 'the database files could not be synced'));
    }
    if (!stopped) cancel = options.clock.after(lookEveryMs, () => void look());
  }
  cancel = options.clock.after(lookEveryMs, () => void look());
  return () => {
    stopped = true;
    cancel();
  };
}
