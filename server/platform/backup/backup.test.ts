import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSum, describeTables, isEmpty, plainTexts, readLines, type TableShape } from '#platform/db/copy-rows.ts';
import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { migrate, readMigrations } from '#platform/db/migrate.ts';
import { plain } from '#platform/db/sql.ts';
import { createLog } from '#platform/log.ts';
import { migrationFolders } from '#server/modules.ts';
import { createTestApp } from '#tests/kit/app.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { makeFolder } from '#tests/kit/folder.ts';
import { checkTableFile, loadFiles, loadTables, readTableFile, type TableToLoad } from './load-backup.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { writeBackup } from './write-backup.ts';

/** Every table of the program with a row of both tenants in it: out, and into another database. */
const app = await createTestApp();
const folder = makeFolder();
const backup = join(folder, 'one');
const strange = 'Ünï\u2028 "quoted" \\n \n\ttab {a,b} 🙂';
let manifest: Manifest;
let target: Database;

beforeAll(async () => {
  const cast = await app.reset();
  const { contactId } = await seedConversation(app, cast.clinic);
  await seedConversation(app, cast.festival);
  const later = '00000000-0000-7000-8000-00000000000f';
  // Refers to one that comes after it in the order of keys.
  await app.database.asOwner('seed', [
    plain('insert into contacts (organization_id, id, name, created_at) values ($1, $2, $3, now())', [cast.clinic.id, later, strange]),
    plain('update contacts set merged_into = $2 where id = $1', [later, contactId]),
  ]);
  mkdirSync(join(folder, 'files'), { recursive: true });
  const facts = { madeAt: app.clock.now().toISOString(), version: 'test', engine: 'embedded', keyId: app.masterKey.id } as const;
  manifest = await writeBackup(backup, { database: app.database, filesFolder: join(folder, 'files'), facts });
  target = new Database(await openEmbedded(null, createLog('silent')));
  await migrate(target, readMigrations(migrationFolders), app.clock.now());
});
afterAll(async () => {
  await target.close();
  await app.server.close();
});

const fileOf = (name: string) => join(backup, 'tables', `${name}.jsonl.gz`);
const tablesOf = (change: (table: Manifest['tables'][number]) => Partial<TableToLoad> = () => ({})): TableToLoad[] =>
  manifest.tables.map((table) => ({
    ...table,
    shape: table,
    lines: () => readTableFile(join(backup, 'tables', table.file)),
    ...change(table),
  }));
const sumIn = async (database: Database, shape: TableShape) => {
  const sum = createSum();
  await database.engine.use('sum', async (connection) => {
    await connection.run([plain('begin'), plainTexts]);
    for await (const lines of readLines(connection, shape)) sum.add(lines);
    await connection.run([plain('rollback')]);
  });
  return sum.read();
};

describe('a backup', () => {
  it('has every table with all its rows, and says what is in it without a word of anybody', () => {
    const declared = app.registry.tables.map(({ name }) => (name.includes('.') ? name : `public.${name}`));
    expect(manifest.tables.map(({ name }) => name.replaceAll('"', '')).sort()).toEqual(declared.sort());
    expect(manifest.tables.filter(({ rows }) => rows === 0).length).toBeLessThan(12);
    expect(readFileSync(join(backup, 'manifest.json'), 'utf8')).not.toContain('Amina');
    expect(readManifest(backup)).toEqual(manifest);
  });

  it('is refused when there is none, or its list is of another form', () => {
    expect(() => readManifest(folder)).toThrow(/is no backup/);
    const odd = join(folder, 'odd');
    mkdirSync(odd);
    writeFileSync(join(odd, 'manifest.json'), '{"format":2}');
    expect(() => readManifest(odd)).toThrow(/not of a form/);
  });

  it('that was changed or cut is refused by the table', async () => {
    const table = manifest.tables.find(({ name }) => name === 'public.contacts') as Manifest['tables'][number];
    const path = join(folder, 'contacts.gz');
    const whole = readFileSync(fileOf(table.name));
    writeFileSync(path, gzipSync(gunzipSync(whole).toString().replace('Ünï', 'Uni')));
    await expect(checkTableFile(path, table)).rejects.toThrow(/is damaged/);
    writeFileSync(path, whole.subarray(0, whole.length - 20));
    await expect(checkTableFile(path, table)).rejects.toThrow(/cannot be read/);
    await expect(checkTableFile(fileOf(table.name), table)).resolves.toBeUndefined();
  });

  it('names files after what they hold, so that a damaged one is known', async () => {
    const hash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    const from = join(folder, 'from');
    mkdirSync(from);
    writeFileSync(join(from, `${hash}.1`), 'hello');
    writeFileSync(join(from, `${hash}.2`), 'hullo');
    const bad = await loadFiles([`${hash}.1`, `${hash}.2`, `${hash}.3`], from, join(folder, 'to'));
    expect(bad).toEqual([`${hash}.2`, `${hash}.3`]);
    expect(readFileSync(join(folder, 'to', `${hash}.1`), 'utf8')).toBe('hello');
  });
});

describe('putting it into an empty database', () => {
  it('leaves nothing behind when a row would not be what it was', async () => {
    const other = (table: { name: string }) => (table.name === 'public.contacts' ? { digest: '0'.repeat(64) } : {});
    await expect(loadTables(target, tablesOf(other))).rejects.toThrow(/public\.contacts would not be what it was/);
    expect(await isEmpty(target)).toBe(true);
  });

  it('gives back every row of every table, tells nobody, and goes on counting where it was', async () => {
    await loadTables(target, tablesOf());
    for (const shape of await describeTables(app.database))
      expect([shape.name, await sumIn(target, shape)]).toEqual([shape.name, await sumIn(app.database, shape)]);
    const [found] = await target.asOwner('look', [
      plain('select name, merged_into is not null as merged from contacts where name = $1', [strange]),
    ]);
    expect(found?.rows).toEqual([{ name: strange, merged: true }]);
    const positions = 'select coalesce(max(position), 0) as top from webhook_events';
    const [top] = await target.asOwner('top', [plain(positions)]);
    await target.asOwner('next', [
      plain(`insert into webhook_events (organization_id, id, type, stream_id, data, occurred_at, created_at)
             select id, gen_random_uuid(), 'x', id, '{}', now(), now() from organizations limit 1`),
    ]);
    const [next] = await target.asOwner('top', [plain(positions)]);
    expect(Number(next?.rows[0]?.top)).toBe(Number(top?.rows[0]?.top) + 1);
    expect(await isEmpty(target)).toBe(false);
    // Our triggers act again.
    const [triggers] = await target.asOwner('triggers', [
      plain("select count(*) as off from pg_trigger where not tgisinternal and tgenabled = 'D'"),
    ]);
    expect(triggers?.rows).toEqual([{ off: 0 }]);
    rmSync(backup, { recursive: true });
  });
});
