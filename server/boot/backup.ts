import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '#platform/backup/manifest.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { systemClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { Refusal } from '#platform/errors.ts';
import { createLog } from '#platform/log.ts';
import { readVersion } from '#platform/program.ts';
import { keyId } from '#platform/secrets.ts';
import type { CopyDatabase } from './copy-database.ts';
import { writeLastBackup } from './last-backup.ts';
import { openStorage } from './open-storage.ts';

export interface BackupWish {
  /** The folder into which the backup goes, as a folder of its own. */
  readonly into: string;
  say(line: string): void;
}

/** `baraza backup` of the embedded database, by a copy that the program which holds it makes. */
export async function backUpCopy(config: Config, copyDatabase: CopyDatabase, wish: BackupWish): Promise<void> {
  requireOneKey(config);
  const { folder, stillSeconds } = await copyDatabase();
  wish.say(`The database stood still for ${stillSeconds.toFixed(1)} s while its files were copied.`);
  try {
    const database = new Database(await openEmbedded(join(folder, 'database'), createLog('silent')));
    await backUp(config, database, wish).finally(() => database.close());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `baraza backup` of a server, which keeps a snapshot for us; whether Baraza runs makes no difference. */
export async function backUpServer(config: Config, wish: BackupWish): Promise<void> {
  requireOneKey(config);
  const storage = await openStorage(config, { clock: systemClock, log: createLog('silent'), migrates: false });
  await backUp(config, storage.database, wish).finally(() => storage.close());
}

/** Half of what is sealed would open with one key and half with the other; whoever restores it is asked for one. */
export function requireOneKey({ previousSecretKey }: Config): void {
  if (previousSecretKey === null) return;
  throw new Refusal(
    'bad_request',
    'The secret key is being replaced. Run "npm run baraza -- secrets rotate" until it says that it is done, then this again.',
  );
}

async function backUp({ dataFolder, secretKey }: Config, database: Database, { into, say }: BackupWish): Promise<void> {
  const began = performance.now();
  const madeAt = systemClock.now().toISOString();
  const folder = join(into, `baraza-${madeAt.slice(0, 19).replaceAll(/[-:]/g, '')}Z`);
  const facts = { madeAt, version: readVersion(), engine: database.engine.kind, keyId: keyId(secretKey) };
  const manifest = await writeBackup(folder, { database, filesFolder: join(dataFolder, 'files'), facts });
  writeLastBackup(dataFolder, { madeAt, folder });
  for (const line of describeBackup(manifest, (performance.now() - began) / 1000)) say(line);
  say(`The backup is ${folder}`);
  say(`It is not encrypted, and the secret key ${facts.keyId} is not in it: keep that apart, or nothing that is sealed can be opened.`);
}

function describeBackup({ tables, files: { count, bytes, missing } }: Manifest, seconds: number): string[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const whole = `${rows} rows of ${tables.length} tables and ${count} files (${Math.ceil(bytes / 1024 / 1024)} MiB), in ${seconds.toFixed(1)} s.`;
  return missing > 0 ? [whole, `${missing} files were missing on the disk already.`] : [whole];
}
