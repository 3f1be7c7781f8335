import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { peopleFile } from '#platform/backup/manifest.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { systemClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { isTenant, type TableShape } from '#platform/db/copy-rows.ts';
import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { Refusal } from '#platform/errors.ts';
import { createIds } from '#platform/ids.ts';
import { createLog } from '#platform/log.ts';
import { readVersion } from '#platform/program.ts';
import { createMasterKey, keyId } from '#platform/secrets.ts';
import { requireOneKey } from './backup.ts';
import type { CopyDatabase } from './copy-database.ts';
import { readOrganizationRow, readPeople } from './export-store.ts';
import { openStorage } from './open-storage.ts';

export interface ExportWish {
  readonly slug: string;
  /** The folder into which the export goes, as a folder of its own with its key beside it. */
  readonly into: string;
  say(line: string): void;
}

/** Where an organization is taken from, or brought to. */
export interface Installation {
  readonly database: Database;
  readonly filesFolder: string;
  readonly secretKey: Buffer;
}

export function installationOf({ dataFolder, secretKey }: Config, database: Database): Installation {
  return { database, filesFolder: join(dataFolder, 'files'), secretKey };
}

/** What leads to things by hashes that count in one installation only, and what is remembered for a day. */
const leftOut: ReadonlySet<string> = new Set(['public.directory', 'public.idempotency_keys']);

/** The tables of which one organization's rows go with it. */
export function goesAlong(table: TableShape): boolean {
  return isTenant(table) && !leftOut.has(table.name);
}

/** `baraza export` from the embedded database, by a copy that the program which holds it makes. */
export async function exportFromCopy(config: Config, copyDatabase: CopyDatabase, wish: ExportWish): Promise<void> {
  requireOneKey(config);
  const { folder } = await copyDatabase();
  try {
    const database = new Database(await openEmbedded(join(folder, 'database'), createLog('silent')));
    await exportOrganization(installationOf(config, database), wish).finally(() => database.close());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `baraza export` from a server, which keeps a snapshot for us; whether Baraza runs makes no difference. */
export async function exportFromServer(config: Config, wish: ExportWish): Promise<void> {
  requireOneKey(config);
  const storage = await openStorage(config, { clock: systemClock, log: createLog('silent'), migrates: false });
  await exportOrganization(installationOf(config, storage.database), wish).finally(() => storage.close());
}

/**
 * The organization's own key is sealed with a key made for this export alone, which lies beside it and not in it: neither installation learns the other's. Everything
 * the organization's key sealed stays as it is, for it is bound to ids that stay.
 */
export async function exportOrganization(
  { database, filesFolder, secretKey }: Installation,
  { slug, into, say }: ExportWish,
): Promise<void> {
  const found = await readOrganizationRow(database, slug);
  if (!found) throw new Refusal('bad_request', `There is no organization "${slug}" here.`);
  const key = randomBytes(32);
  const sealing = createMasterKey(key, createIds(systemClock), { previous: secretKey });
  const organization = { id: found.id, slug, sealedKey: sealing.resealOrganizationKey(found.id, found.sealed_key) };
  const madeAt = systemClock.now().toISOString();
  const folder = join(into, `${slug}-${madeAt.slice(0, 19).replaceAll(/[-:]/g, '')}Z`);
  const facts = { madeAt, version: readVersion(), engine: database.engine.kind, keyId: keyId(key), organization };
  const people = await readPeople(database, found.id);
  const { tables, files } = await writeBackup(folder, { database, filesFolder, facts, takes: goesAlong });
  await writeFile(join(folder, peopleFile), `${JSON.stringify(people)}\n`, { mode: 0o600, flush: true });
  await writeFile(`${folder}.key`, `${key.toString('base64')}\n`, { mode: 0o600, flush: true, flag: 'wx' });
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  say(`${rows} rows of ${tables.length} tables, ${files.count} files and ${people.length} members.`);
  if (files.missing > 0) say(`${files.missing} files were missing on the disk already.`);
  say(`The export is ${folder}`);
  say(`Its key is ${folder}.key: take it there by another way, and remove it afterwards. Without it nothing that is sealed can be opened.`);
  say('Nothing was changed here. Before the other installation sends, pause the channels of this organization here.');
}
