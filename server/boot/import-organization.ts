import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createSimulator } from '#channels/simulator/index.ts';
import { checkTableFile, loadFiles, loadTables, readTableFile } from '#platform/backup/load-backup.ts';
import { filesFolder, type Manifest, peopleFile, readManifest, tablesFolder } from '#platform/backup/manifest.ts';
import { systemClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/db/database.ts';
import { readMigrations } from '#platform/db/migrate.ts';
import type { Connection } from '#platform/db/statement.ts';
import { BadStart } from '#platform/errors.ts';
import { createIds } from '#platform/ids.ts';
import { readKey } from '#platform/key-files.ts';
import { createLog } from '#platform/log.ts';
import { readLookups } from '#platform/rotate-store.ts';
import { createMasterKey, keyId } from '#platform/secrets.ts';
import { listChannelAdapters, migrationFolders } from '#server/modules.ts';
import { requireOneKey } from './backup.ts';
import { type Installation, installationOf } from './export-organization.ts';
import type { Person } from './export-store.ts';
import { type Arrived, isHere, settleIn } from './import-store.ts';
import { openStorage } from './open-storage.ts';
import { keysOf } from './restore.ts';
import { holdSending } from './restore-store.ts';

export interface ImportWish {
  readonly from: string;
  /** Where the export's key lies. */
  readonly keyFile: string;
  say(line: string): void;
}

export interface Imported extends Arrived {
  readonly organizationId: string;
  /** Keys of files that are missing or not what they were. */
  readonly badFiles: readonly string[];
}

/** `baraza import`: opens the installation, while no server runs on its embedded database. */
export async function importOrganization(config: Config, wish: ImportWish): Promise<Imported> {
  requireOneKey(config);
  // Before anything is opened.
  readExport(wish);
  const storage = await openStorage(config, { clock: systemClock, log: createLog('silent') });
  return bringOrganization(installationOf(config, storage.database), wish).finally(() => storage.close());
}

/**
 * One organization out of another installation into this one, beside those that are here. All of it or nothing; every row is read back and compared
 * before it counts. It sends nothing until a person says so. Throws `BadStart` when it cannot be done; then nothing was changed.
 */
export async function bringOrganization({ database, filesFolder: to, secretKey }: Installation, wish: ImportWish): Promise<Imported> {
  const { from, say } = wish;
  const { manifest, organization, key, people } = readExport(wish);
  for (const table of manifest.tables) await checkTableFile(join(from, tablesFolder, table.file), table);
  say(`The organization "${organization.slug}", as it was at ${manifest.madeAt}.`);
  await requireNew(database, organization);

  const ids = createIds(systemClock);
  const now = systemClock.now();
  const { id: organizationId, slug } = organization;
  const masterKey = createMasterKey(secretKey, ids, { lookups: await readLookups(database) });
  // Another one for this alone: a key that takes the place of an earlier one makes other hashes.
  const sealedKey = createMasterKey(secretKey, ids, { previous: key }).resealOrganizationKey(organizationId, organization.sealedKey);
  const adapters = new Map([...listChannelAdapters(systemClock), createSimulator().adapter].map((adapter) => [adapter.type, adapter]));
  const tables = manifest.tables.map((table) => ({
    ...table,
    shape: table,
    lines: () => readTableFile(join(from, tablesFolder, table.file)),
  }));
  const keys = await keysOf(from, manifest);
  let arrived: Arrived = { keysEnded: 0, incomingEnded: 0, known: 0, invitationIds: [] };
  const arrive = async (connection: Connection) => {
    await holdSending(connection, { ids, now, organizationId });
    arrived = await settleIn(connection, { organizationId, slug, sealedKey, masterKey, adapters, people, ids, now });
  };
  await loadTables(database, tables, arrive, organizationId);
  const badFiles = await loadFiles(keys, join(from, filesFolder), to);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  say(`${rows} rows are in place, each read back and compared, and ${keys.length - badFiles.length} files.`);
  return { ...arrived, organizationId, badFiles };
}

function readExport({ from, keyFile }: ImportWish) {
  const manifest = readManifest(from);
  const { organization } = manifest;
  if (!organization)
    throw new BadStart([`${from} is a whole backup, not one organization: put it into an empty installation with "restore".`]);
  requireSameVersion(manifest);
  return { manifest, organization, key: readExportKey(keyFile, manifest), people: readPeopleFile(from) };
}

/** Rows fit into tables of the same form only. */
function requireSameVersion({ migrations, version }: Manifest): void {
  const here = readMigrations(migrationFolders).map(({ name }) => name);
  const there = migrations.map(({ name }) => name);
  const odd = [...here.filter((name) => !there.includes(name)), ...there.filter((name) => !here.includes(name))];
  if (odd.length === 0) return;
  throw new BadStart([
    `The export was made by another version (${version}): ${odd[0]} is not on both sides. Bring both installations to the same version first.`,
  ]);
}

function readExportKey(path: string, { keyId: wanted }: Manifest): Buffer {
  let key: Buffer;
  try {
    key = readKey(path);
  } catch (error) {
    throw new BadStart([`The key of the export cannot be read from ${path}: ${(error as Error).message}.`]);
  }
  if (keyId(key) === wanted) return key;
  throw new BadStart([
    `${path} holds the key ${keyId(key)}, and the export is sealed with ${wanted}. Give the file that was made with it.`,
  ]);
}

const People = z.array(z.object({ userId: z.string(), email: z.string() }));

function readPeopleFile(from: string): readonly Person[] {
  try {
    return People.parse(JSON.parse(readFileSync(join(from, peopleFile), 'utf8')));
  } catch {
    throw new BadStart([`${join(from, peopleFile)} is missing or damaged. Make the export again.`]);
  }
}

async function requireNew(database: Database, organization: { id: string; slug: string }): Promise<void> {
  const same = await database.engine.use('look', (connection) => isHere(connection, organization));
  if (same === 'id') throw new BadStart([`The organization "${organization.slug}" is here already. Nothing was changed.`]);
  if (same === 'slug') throw new BadStart([`Another organization here has the slug "${organization.slug}". Nothing was changed.`]);
}
