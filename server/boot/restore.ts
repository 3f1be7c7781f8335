import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkTableFile, loadFiles, loadTables, readTableFile } from '#platform/backup/load-backup.ts';
import { filesFolder, type Manifest, readManifest, tablesFolder } from '#platform/backup/manifest.ts';
import { systemClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { isEmpty } from '#platform/db/copy-rows.ts';
import type { Database } from '#platform/db/database.ts';
import { listApplied, type Migration, migrate, readMigrations } from '#platform/db/migrate.ts';
import { BadStart } from '#platform/errors.ts';
import { createIds } from '#platform/ids.ts';
import { createLog } from '#platform/log.ts';
import { keyId } from '#platform/secrets.ts';
import { migrationFolders } from '#server/modules.ts';
import { openUnmigrated } from './open-storage.ts';
import { holdSending } from './restore-store.ts';

/**
 * `baraza restore`: a backup into an empty installation, while no server runs. What was restored sends nothing until a person confirms. Returns the
 * keys of files that could not be restored. Throws `BadStart` when it cannot be done; then nothing was changed.
 */
export async function restore(config: Config, { from, say }: { from: string; say(line: string): void }): Promise<readonly string[]> {
  const began = performance.now();
  const manifest = readManifest(from);
  requireWhole(from, manifest);
  requireKey(config, manifest);
  const migrations = migrationsOf(manifest);
  say(`A backup of ${manifest.madeAt}, made by version ${manifest.version} on the ${manifest.engine} database.`);
  for (const table of manifest.tables) await checkTableFile(join(from, tablesFolder, table.file), table);

  const storage = await openUnmigrated(config, { clock: systemClock, log: createLog('silent') });
  try {
    await requireEmpty(storage.database, migrations.backup);
    await migrate(storage.database, migrations.backup, systemClock.now());
    const tables = manifest.tables.map((table) => ({
      ...table,
      shape: table,
      lines: () => readTableFile(join(from, tablesFolder, table.file)),
    }));
    const keys = await keysOf(from, manifest);
    const ids = createIds(systemClock);
    await loadTables(storage.database, tables, (connection) => holdSending(connection, { ids, now: systemClock.now() }));
    await migrate(storage.database, migrations.all, systemClock.now());
    const bad = await loadFiles(keys, join(from, filesFolder), join(config.dataFolder, 'files'));
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    say(
      `${rows} rows are in place, each read back and compared, and ${keys.length - bad.length} files, in ${((performance.now() - began) / 1000).toFixed(1)} s.`,
    );
    return bad;
  } finally {
    await storage.close();
  }
}

function requireWhole(from: string, { organization }: Manifest): void {
  if (organization) throw new BadStart([`${from} is one organization, not a whole backup: bring it into an installation with "import".`]);
}

function requireKey({ secretKey, dataFolder, secretKeyFrom }: Config, manifest: Manifest): void {
  if (keyId(secretKey) === manifest.keyId) return;
  const place = secretKeyFrom === 'environment' ? 'BARAZA_SECRET_KEY' : join(dataFolder, 'secret.key');
  throw new BadStart([
    `The backup was made with the secret key ${manifest.keyId}, and ${place} is ${keyId(secretKey)}. Put the right key there, or give it in BARAZA_SECRET_KEY; without it nothing that is sealed in the backup can be opened.`,
  ]);
}

/** Those the backup's database had, and all of this version. A backup never goes back to an older version. */
function migrationsOf({ migrations, version }: Manifest): { backup: Migration[]; all: Migration[] } {
  const all = readMigrations(migrationFolders);
  const names = new Set(all.map(({ name }) => name));
  const newer = migrations.filter(({ name }) => !names.has(name));
  if (newer.length > 0)
    throw new BadStart([
      `The backup was made by a newer version (${version}): it has ${newer[0]?.name}, which this one does not know. Restore it with that version.`,
    ]);
  const had = new Set(migrations.map(({ name }) => name));
  return { backup: all.filter(({ name }) => had.has(name)), all };
}

async function requireEmpty(database: Database, backup: readonly Migration[]): Promise<void> {
  const had = new Set(backup.map(({ name }) => name));
  const beyond = (await listApplied(database)).filter(({ name }) => !had.has(name));
  if (!(await isEmpty(database)))
    throw new BadStart([
      'There are organizations or accounts in this database already. Restore into an empty one: name another BARAZA_DATA_DIR or DATABASE_URL.',
    ]);
  if (beyond.length > 0)
    throw new BadStart([
      `This database is of a newer version than the backup (${beyond[0]?.name}). Restore into one in which nothing ever was.`,
    ]);
}

/** The files the backup's database names and the backup has; those that were missing when it was made are no news. */
export async function keysOf(from: string, manifest: Manifest): Promise<string[]> {
  const table = manifest.tables.find(({ name }) => name === 'public.file_blobs');
  if (!table) return [];
  const place = table.columns.findIndex(({ name }) => name === 'key');
  const keys: string[] = [];
  for await (const lines of readTableFile(join(from, tablesFolder, table.file)))
    for (const line of lines) keys.push((JSON.parse(line) as string[])[place] as string);
  return manifest.files.missing === 0 ? keys : keys.filter((key) => existsSync(join(from, filesFolder, key)));
}
