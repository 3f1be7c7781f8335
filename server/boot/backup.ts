import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeBackup } from '#platform/backup/write-backup.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { checkpoint } from '#platform/db/upkeep.ts';
import { Refusal } from '#platform/errors.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import type { App } from './app.ts';
import { writeLastBackup } from './last-backup.ts';
import type { Storage } from './open-storage.ts';

/** `baraza backup`, in the program that holds the database: the running server, or the command itself when none runs. */
export type Backup = (wish: BackupWish) => Promise<void>;

export interface BackupWish {
  /** The folder into which the backup goes, as a folder of its own. */
  readonly into: string;
  say(line: string): void;
}

export interface BackupParts {
  readonly app: Pick<App, 'organizations'>;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly version: string;
}

export function createBackup(config: Pick<Config, 'dataFolder'>, parts: BackupParts): Backup {
  let busy = false;
  return async (wish) => {
    if (busy) throw new Refusal('bad_request', 'A backup is being made already.');
    busy = true;
    try {
      await backUp(config, parts, wish);
    } finally {
      busy = false;
    }
  };
}

async function backUp({ dataFolder }: Pick<Config, 'dataFolder'>, parts: BackupParts, { into, say }: BackupWish): Promise<void> {
  const { storage, app, clock, version } = parts;
  const madeAt = clock.now().toISOString();
  const folder = join(into, `baraza-${madeAt.slice(0, 19).replaceAll(/[-:]/g, '')}Z`);
  const began = performance.now();
  const facts = { madeAt, version, engine: storage.database.engine.kind, keyId: app.organizations.masterKey.id };
  const manifest = await onStill(parts, dataFolder, say, (database) =>
    writeBackup(folder, { database, filesFolder: join(dataFolder, 'files'), facts }),
  );
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const { count, bytes, missing } = manifest.files;
  writeLastBackup(dataFolder, { madeAt, folder });
  say(
    `${rows} rows of ${manifest.tables.length} tables and ${count} files (${Math.ceil(bytes / 1024 / 1024)} MiB), in ${seconds(began)} s.`,
  );
  if (missing > 0) say(`${missing} files were missing on the disk already.`);
  say(`The backup is ${folder}`);
  say(`It is not encrypted, and the secret key ${facts.keyId} is not in it: keep that apart, or nothing that is sealed can be opened.`);
}

/**
 * A server keeps a snapshot and works on. The embedded database has one session: it stands still while its files are copied, and the backup is
 * read from the copy, so that nobody waits for the reading.
 */
async function onStill<T>(
  { storage, ids, log }: BackupParts,
  dataFolder: string,
  say: BackupWish['say'],
  work: (database: Database) => Promise<T>,
) {
  if (storage.database.engine.kind === 'postgresql') return work(storage.database);
  const copy = join(dataFolder, `backup-${ids.next()}`);
  try {
    await mkdir(copy, { mode: 0o700 });
    await checkpoint(storage.database);
    const began = performance.now();
    await storage.database.engine.use('backup', () =>
      cp(join(dataFolder, 'database'), join(copy, 'database'), { recursive: true, mode: reflink }),
    );
    say(`The database stood still for ${seconds(began)} s while its files were copied.`);
    const database = new Database(await openEmbedded(join(copy, 'database'), log));
    return await work(database).finally(() => database.close());
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** fs.constants.COPYFILE_FICLONE: on file systems that can, a copy costs neither time nor space. */
const reflink = 2;

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}
