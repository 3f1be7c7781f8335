import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listChannels } from '#channels/index.ts';
import { loadConfig } from '#platform/config.ts';
import { listOrganizationIds } from '#platform/db/tenants.ts';
import { backUpServer } from '#server/boot/backup.ts';
import { move } from '#server/boot/move.ts';
import { restore } from '#server/boot/restore.ts';
import { type Running, run } from '#server/boot/run.ts';
import { makeFolder } from '#tests/kit/folder.ts';
import { testServerUrl } from '#tests/kit/server-url.ts';

/** From the embedded database to a server by one command, and back out of a backup of that server. */
describe.skipIf(!testServerUrl)('moving to PostgreSQL', { timeout: 300_000 }, () => {
  const name = `baraza_move_${process.env.VITEST_POOL_ID ?? '0'}`;
  const to = Object.assign(new URL(testServerUrl ?? 'postgres://none'), { pathname: `/${name}` }).href;
  const folder = makeFolder();
  const provision = join(folder, 'provision.json');
  const environment = (data: string, more: Record<string, string> = {}) => ({
    BARAZA_DATA_DIR: join(folder, data),
    LOG_LEVEL: 'silent',
    ...more,
  });
  const asServer = async <T>(sql: string): Promise<T[]> => {
    const client = new pg.Client({ connectionString: testServerUrl });
    await client.connect();
    const { rows } = await client.query(sql).finally(() => client.end());
    return rows as T[];
  };
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const open = (settings: Record<string, string>): Promise<Running> =>
    run(loadConfig(settings), { listen: false, works: settings.BARAZA_PROVISION !== undefined, readEnvironment: () => undefined });
  const channelOf = async ({ app }: Running) => {
    const [organization = ''] = await listOrganizationIds(app.organizations.database);
    const scope = await app.systemScope(organization, 'test');
    return (await listChannels(scope, app.channels, { limit: 10 })).items[0];
  };

  beforeAll(async () => {
    await asServer(`drop database if exists ${name} with (force)`);
    await asServer(`create database ${name}`);
    const secrets = { appSecret: 'a-secret', verifyToken: 'verify', accessToken: 'token' };
    const number = { phoneNumberId: '100000000000001', businessAccountId: '200000000000001', displayPhoneNumber: '447700900001' };
    const channel = { type: 'whatsapp', name: 'Line', ...number, ...secrets, graphUrl: 'http://127.0.0.1:9', assistant: { kind: 'echo' } };
    writeFileSync(provision, JSON.stringify({ organizations: [{ slug: 'demo', name: 'Demo', channels: [channel] }] }));
    await (await open(environment('data', { BARAZA_PROVISION: provision }))).stop();
  }, 300_000);
  afterAll(() => asServer(`drop database if exists ${name} with (force)`));

  it('brings every row, and leaves nothing that could be gone on with by mistake', async () => {
    await move(loadConfig(environment('data')), { to, say });
    expect(said.at(-1)).toMatch(/^\d+ rows of \d+ tables were moved; each was read back and compared\.$/);
    await expect(open(environment('data'))).rejects.toThrow(/was moved to PostgreSQL on .+ Set DATABASE_URL/);
    const moved = await open(environment('data', { DATABASE_URL: to }));
    // Sealed secrets are opened by the key that stayed in the data folder.
    expect(await channelOf(moved)).toMatchObject({
      name: 'Line',
      state: 'active',
      secretsSet: ['appSecret', 'verifyToken', 'accessToken'],
    });
    await moved.stop();
  });

  it('is refused where somebody is already', async () => {
    mkdirSync(join(folder, 'second'), { recursive: true, mode: 0o700 });
    await expect(move(loadConfig(environment('second')), { to, say })).rejects.toThrow(
      /organizations or accounts in that database already/,
    );
  });

  it('a backup of the server is restored into an embedded database', async () => {
    await backUpServer(loadConfig(environment('data', { DATABASE_URL: to })), { into: join(folder, 'backups'), say });
    const [made = ''] = readdirSync(join(folder, 'backups'));
    mkdirSync(join(folder, 'third'), { mode: 0o700 });
    copyFileSync(join(folder, 'data', 'secret.key'), join(folder, 'third', 'secret.key'));
    expect(await restore(loadConfig(environment('third')), { from: join(folder, 'backups', made), say })).toEqual([]);
    const restored = await open(environment('third'));
    expect(await channelOf(restored)).toMatchObject({ state: 'paused', trouble: { code: 'restored' } });
    expect(await restored.resume()).toEqual({ channels: ['Line'], subscriptions: 0 });
    await restored.stop();
  });
});
