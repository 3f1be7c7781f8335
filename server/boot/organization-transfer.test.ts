import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listChannels } from '#channels/index.ts';
import { createOrganization } from '#organizations/index.ts';
import { createSum, describeTables, readLines, type TableShape } from '#platform/db/copy-rows.ts';
import { Database } from '#platform/db/database.ts';
import { openEmbedded } from '#platform/db/embedded.ts';
import { migrate, readMigrations } from '#platform/db/migrate.ts';
import { openPostgres } from '#platform/db/postgres.ts';
import { plain } from '#platform/db/sql.ts';
import { createLog } from '#platform/log.ts';
import { migrationFolders } from '#server/modules.ts';
import { createTestApp, type TestApp } from '#tests/kit/app.ts';
import type { Cast } from '#tests/kit/cast.ts';
import { testStart } from '#tests/kit/clock.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { makeFolder } from '#tests/kit/folder.ts';
import { asKey, signIn } from '#tests/kit/request.ts';
import { testServerUrl } from '#tests/kit/server-url.ts';
import { exportOrganization, goesAlong } from './export-organization.ts';
import { bringOrganization, type Imported } from './import-organization.ts';
import { createResume } from './resume.ts';

/**
 * One organization out of an embedded database into another installation, where somebody is already: an embedded one, or, where there is a server, PostgreSQL.
 */
const name = `baraza_transfer_${process.pid}`;
const asServer = async (sql: string) => {
  const client = new pg.Client({ connectionString: testServerUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

async function openOther(): Promise<Database> {
  if (!testServerUrl) return new Database(await openEmbedded(null, createLog('silent')));
  await asServer(`drop database if exists ${name} with (force)`);
  await asServer(`create database ${name}`);
  const url = Object.assign(new URL(testServerUrl), { pathname: `/${name}` }).href;
  return new Database(openPostgres(url, { connections: 4, log: createLog('silent') }));
}

const folder = makeFolder();
const said: string[] = [];
const say = (line: string) => void said.push(line);
const [here, there] = [Buffer.alloc(32, 7), Buffer.alloc(32, 9)];
const number = { phoneNumberId: '100000000000001', businessAccountId: '200000000000001', displayPhoneNumber: '447700900001' };
const secrets = { appSecret: 'a-secret', verifyToken: 'verify', accessToken: 'token' };
const zainab = 'zainab@clinic.example';
let source: TestApp;
let target: TestApp;
let cast: Cast;
let from: string;
let zainabId: string;
let imported: Imported;

const bring = (wish: { from?: string; keyFile?: string } = {}) =>
  bringOrganization(
    { database: target.database, filesFolder: target.filesFolder, secretKey: there },
    { from, keyFile: `${from}.key`, say, ...wish },
  );
const rows = async (app: TestApp, sql: string, values: Parameters<typeof plain>[1] = []) =>
  (await app.database.asOwner('look', [plain(sql, values)]))[0]?.rows ?? [];

beforeAll(async () => {
  source = await createTestApp(
    testServerUrl ? { database: await opened(new Database(await openEmbedded(null, createLog('silent')))) } : {},
  );
  cast = await source.reset();
  await seedConversation(source, cast.clinic);
  await seedConversation(source, cast.festival);
  const owner = await signIn(source.server, cast.clinic.owner);
  const ask = asKey(source.server, cast.clinic);
  const channel = { type: 'whatsapp', name: 'Line', settings: number, secrets, assistant: { kind: 'echo' } };
  expect((await ask('POST', '/api/channels', { body: channel })).status).toBe(201);
  const headers = { authorization: `Bearer ${cast.clinic.apiKey}`, 'content-type': 'text/plain' };
  expect((await source.server.inject({ method: 'POST', url: '/api/files', headers, payload: 'opening hours' })).statusCode).toBe(201);
  const invited = await owner('POST', '/api/invitations', { body: { email: zainab, role: 'agent' } });
  const token = String(invited.body.link).split('token=')[1];
  const person = { token, name: 'Zainab', password: 'the well is deep and cold' };
  const joined = await source.server.inject({ method: 'POST', url: '/api/invitations/accept', payload: person });
  zainabId = joined.json().memberId;
  target = await createTestApp({ database: await opened(await openOther()), secretKey: there });
  await target.organizations.accounts.create({
    name: 'Ana',
    email: cast.clinic.owner.email,
    password: 'a quite other password',
    verified: true,
  });
}, 120_000);
afterAll(async () => {
  await target.server.close();
  await target.database.close();
  if (testServerUrl) {
    await source.database.close();
    await asServer(`drop database if exists ${name} with (force)`);
  }
  await source.server.close();
});

async function opened(database: Database): Promise<Database> {
  await migrate(database, readMigrations(migrationFolders), testStart);
  return database;
}

const sumIn = async (app: TestApp, shape: TableShape) => {
  const sum = createSum();
  await app.database.engine.use('sum', async (connection) => {
    for await (const lines of readLines(connection, shape, cast.clinic.id)) sum.add(lines);
  });
  return sum.read();
};

describe('an organization that is exported', () => {
  it('is written whole, without a row of another and without a key that opens it', async () => {
    await exportOrganization(
      { database: source.database, filesFolder: source.filesFolder, secretKey: here },
      { slug: 'clinic', into: folder, say },
    );
    from = join(folder, readdirSync(folder).find((one) => !one.endsWith('.key')) ?? '');
    const tables = readdirSync(join(from, 'tables'));
    const shapes = (await describeTables(source.database)).filter(goesAlong);
    expect(tables.map((file) => file.replace('.jsonl.gz', '')).sort()).toEqual(
      shapes.map((shape) => shape.name.replaceAll('"', '')).sort(),
    );
    const text = tables.map((file) => gunzipSync(readFileSync(join(from, 'tables', file))).toString()).join('');
    expect(text).toContain(cast.clinic.id);
    expect(text).not.toContain(cast.festival.id);
    const key = readFileSync(`${from}.key`, 'utf8').trim();
    for (const secret of [key, here.toString('base64')]) expect(readFileSync(join(from, 'manifest.json'), 'utf8')).not.toContain(secret);
    await expect(
      exportOrganization(
        { database: source.database, filesFolder: source.filesFolder, secretKey: here },
        { slug: 'nobody', into: folder, say },
      ),
    ).rejects.toThrow('There is no organization "nobody" here.');
  });

  it('is refused with another key, and where its slug is taken', async () => {
    writeFileSync(join(folder, 'wrong.key'), there.toString('base64'));
    await expect(bring({ keyFile: join(folder, 'wrong.key') })).rejects.toThrow(/holds the key .+ sealed with/);
    const taken = await createOrganization(target.organizations, target, { name: 'Other', slug: 'clinic' });
    await expect(bring()).rejects.toThrow('Another organization here has the slug "clinic".');
    await rows(target, 'delete from directory where organization_id = $1', [taken.id]);
    await rows(target, 'delete from organizations where id = $1', [taken.id]);
  });

  it('comes with every row of every table and its files, beside who is there; a second time it is refused', async () => {
    const neighbour = await createOrganization(target.organizations, target, { name: 'Neighbour', slug: 'neighbour' });
    imported = await bring();
    const changed =
      /\.(organizations|channels|members|invitations|api_keys|incoming_webhooks|webhook_subscriptions|notices|messages|conversations|contacts)$/;
    for (const shape of (await describeTables(source.database)).filter(goesAlong)) {
      const [was, is] = [await sumIn(source, shape), await sumIn(target, shape)];
      // What is paused, ended or newly opened on arrival differs in some columns; nothing is missing.
      if (changed.test(shape.name)) expect([shape.name, is.rows >= was.rows]).toEqual([shape.name, true]);
      else expect([shape.name, is]).toEqual([shape.name, was]);
    }
    const files = (await rows(source, 'select key from file_blobs where organization_id = $1', [cast.clinic.id])) as { key: string }[];
    const real = files.filter(({ key }) => existsSync(join(source.filesFolder, key)));
    expect(real.length).toBeGreaterThan(0);
    for (const { key } of real) expect(readFileSync(join(target.filesFolder, key))).toEqual(readFileSync(join(source.filesFolder, key)));
    expect(await rows(target, 'select slug from organizations order by slug')).toEqual([{ slug: 'clinic' }, { slug: 'neighbour' }]);
    expect(neighbour.id).not.toBe(cast.clinic.id);
    await expect(bring()).rejects.toThrow('The organization "clinic" is here already.');
  });

  it('sends nothing until a person says so, and its secrets open with the other key', async () => {
    const scope = await target.systemScope(cast.clinic.id, 'test');
    const { items } = await listChannels(scope, target.channels, { limit: 50 });
    const line = items.find((channel) => channel.name === 'Line');
    expect(line).toMatchObject({ state: 'paused', trouble: { code: 'restored' }, secretsSet: ['appSecret', 'verifyToken', 'accessToken'] });
    const [found] = await target.directory.find('whatsapp.number', [number.phoneNumberId]);
    expect(found).toMatchObject({ channelId: line?.id, secrets });
    const resumed = await createResume(target)();
    expect(resumed.channels).toContain('Line');
  });

  it('has its members: who has an account there at once, the others by invitation, in their old place', async () => {
    expect(imported).toMatchObject({ known: 1, keysEnded: 1 });
    expect((await asKey(target.server, cast.clinic)('GET', '/api/channels')).status).toBe(401);
    const ana = await signIn(target.server, { ...cast.clinic.owner, password: 'a quite other password' });
    const [invitation] = (await ana('GET', '/api/invitations')).body.items.filter((one: { state: string }) => one.state === 'open');
    expect(invitation).toMatchObject({ email: zainab, role: 'agent' });
    const renewed = await ana('POST', `/api/invitations/${invitation.id}/renew`);
    const token = String(renewed.body.link).split('token=')[1];
    const person = { token, name: 'Zainab', password: 'the well is deep and cold' };
    const joined = await target.server.inject({ method: 'POST', url: '/api/invitations/accept', payload: person });
    expect(joined.json().memberId).toBe(zainabId);
    const { body } = await ana('GET', `/api/members/${zainabId}`);
    expect(body).toMatchObject({ email: zainab, role: 'agent', disabledAt: null });
  });
});
