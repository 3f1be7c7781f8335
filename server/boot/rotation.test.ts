import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { secretsPlace } from '#channels/load-channel.ts';
import { carrySecondFactors, sessionsPurpose } from '#platform/auth/carry-second-factors.ts';
import type { Script } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';
import { addToDirectory, findInDirectory } from '#platform/directory-store.ts';
import { keyFile, nextKeyFile } from '#platform/key-files.ts';
import { rotateSecrets } from '#platform/rotate-secrets.ts';
import { readLookups } from '#platform/rotate-store.ts';
import { createMasterKey, type MasterKey, SecretFault } from '#platform/secrets.ts';
import { createTestApp } from '#tests/kit/app.ts';
import type { Cast, Tenant } from '#tests/kit/cast.ts';
import { seedConversation } from '#tests/kit/conversation.ts';
import { asKey } from '#tests/kit/request.ts';
import type { Storage } from './open-storage.ts';
import { createRotate } from './rotation.ts';

const app = await createTestApp();
const { database, ids, registry } = app;
const first = Buffer.alloc(32, 7);
const second = Buffer.alloc(32, 8);
const third = Buffer.alloc(32, 9);
let cast: Cast;
let channelId: string;
let turnId: string;
afterAll(() => app.server.close());

const secrets = { appSecret: 'app-secret-1', verifyToken: 'verify-1', accessToken: 'access-1' };
const settings = { phoneNumberId: '100000000000001', businessAccountId: '200000000000001', displayPhoneNumber: '15550001111' };
const rows = async (sql: string, values: Parameters<typeof plain>[1] = []) =>
  (await database.asOwner('look', [plain(sql, values)]))[0]?.rows ?? [];

beforeEach(async () => {
  cast = await app.reset();
  const body = { type: 'whatsapp', name: 'Main line', settings, secrets, assistant: { kind: 'echo' } };
  channelId = (await asKey(app.server, cast.clinic)('POST', '/api/channels', { body })).body.id;
  ({ turnId } = await seedConversation(app, cast.festival));
});

const open = async (key: Buffer, previous: Buffer | null = null) =>
  createMasterKey(key, ids, { previous, lookups: await readLookups(database) });
const rotate = (masterKey: MasterKey, organizationKeys = false, said: string[] = []) =>
  rotateSecrets(
    { database, masterKey, tables: registry.tables, carryAccounts: () => carrySecondFactors(database, masterKey) },
    { organizationKeys, say: (line) => said.push(line) },
  );

/** That everything which is looked up or opened still is, with these keys. */
async function expectWhole(masterKey: MasterKey): Promise<void> {
  const keyOf = async ({ id }: Tenant) => {
    const [row] = await rows('select sealed_key from organizations where id = $1', [id]);
    return masterKey.openOrganizationKey(id, row?.sealed_key as string);
  };
  for (const tenant of [cast.clinic, cast.festival])
    expect(await findInDirectory(database, masterKey, { kind: 'api_key', value: tenant.apiKey })).toMatchObject({
      organizationId: tenant.id,
    });
  expect(await findInDirectory(database, masterKey, { kind: 'whatsapp.number', value: settings.phoneNumberId })).toMatchObject({
    objectId: channelId,
  });
  const [channel] = await rows('select sealed_secrets from channels where id = $1', [channelId]);
  expect((await keyOf(cast.clinic)).open(secretsPlace(channelId), channel?.sealed_secrets as string)).toContain('access-1');
  const [turn] = await rows('select sealed_evidence from turns where id = $1', [turnId]);
  const place = { table: 'turns', column: 'sealed_evidence', row: turnId };
  expect((await keyOf(cast.festival)).open(place, turn?.sealed_evidence as string)).toContain('opening hours');
}

/** Dies at its so-manieth look at the database, as SIGKILL would: nothing after it happens. */
async function dyingAfter(steps: number, work: () => Promise<void>): Promise<boolean> {
  const { script, asOwner } = database;
  let left = steps;
  const step = () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
  };
  database.script = <S extends Script>(label: string, organization: string | null, statements: S) => {
    step();
    return script.call(database, label, organization, statements) as never;
  };
  database.asOwner = (label, statements) => {
    step();
    return asOwner.call(database, label, statements);
  };
  try {
    await work();
    return true;
  } catch (error) {
    if ((error as Error).message !== 'killed') throw error;
    return false;
  } finally {
    database.script = script;
    database.asOwner = asOwner;
  }
}

describe('replacing the secret key', () => {
  it.each([false, true])(
    'killed at any step leaves everything readable with both keys, and is finished by running it again (%s)',
    async (both) => {
      let deaths = 0;
      for (let steps = 1; ; steps += 2) {
        // Each time as at a new start: what is known of keys comes from the two keys and the database.
        const masterKey = await open(second, first);
        if (await dyingAfter(steps, () => rotate(masterKey, both))) break;
        deaths += 1;
        await expectWhole(await open(second, first));
      }
      expect(deaths).toBeGreaterThan(5);
      // The old key is not needed any more, and opens nothing.
      await expectWhole(await open(second));
      await expect(expectWhole(await open(first))).rejects.toThrow();
    },
  );

  it('still tells the secret before a key’s own rotation from the present one, so that its grace ends', async () => {
    const [key] = await rows('select id from api_keys where organization_id = $1', [cast.clinic.id]);
    const hash = (await open(first)).lookupHash('api_key', cast.clinic.apiKey);
    await database.asOwner('grace', [plain('update api_keys set previous_hash = $2 where id = $1', [key?.id as string, hash])]);
    const after = await open(second, first);
    await rotate(after);
    const [row] = await rows('select previous_hash from api_keys where id = $1', [key?.id as string]);
    const [led] = await rows('select key_hash from directory where object_id = $1', [key?.id as string]);
    expect(row?.previous_hash).toEqual(led?.key_hash);
    expect(row?.previous_hash).not.toEqual(hash);
  });

  it('seals nothing with the old one from the first moment, and may be done again and again', async () => {
    for (const [key, previous] of [
      [second, first],
      [third, second],
    ] as const) {
      const said: string[] = [];
      await rotate(await open(key, previous), true, said);
      expect(said.at(-1)).toBe('Rows on an old key: 0');
      const masterKey = await open(key);
      await expectWhole(masterKey);
      expect(await rows('select distinct key_id from directory')).toEqual([{ key_id: masterKey.id }]);
      expect(await rows("select distinct split_part(sealed_key, '.', 2) as id from organizations")).toEqual([{ id: masterKey.id }]);
      expect(await rows('select distinct key_id from installation_keys')).toEqual([{ key_id: masterKey.id }]);
    }
  });

  it('gives each organization a new key of its own when asked to, and seals all of its values with it', async () => {
    const before = await rows(`select split_part(sealed_secrets, '.', 2) as id from channels where id = $1`, [channelId]);
    await rotate(await open(second, first), false);
    expect(await rows(`select split_part(sealed_secrets, '.', 2) as id from channels where id = $1`, [channelId])).toEqual(before);
    await rotate(await open(second), true);
    expect(await rows(`select split_part(sealed_secrets, '.', 2) as id from channels where id = $1`, [channelId])).not.toEqual(before);
    expect(await rows("select id from organizations where strpos(sealed_key, ' ') > 0")).toEqual([]);
    await expectWhole(await open(second));
  });

  it('keeps the old key while a value cannot be sealed anew, and says which', async () => {
    await rows("update channels set sealed_secrets = overlay(sealed_secrets placing '!!!!' from 40) where id = $1", [channelId]);
    const said: string[] = [];
    await expect(rotate(await open(second, first), true, said)).rejects.toThrow(
      /1 rows are still on an old key|2 rows are still on an old key/,
    );
    expect(said.join('\n')).toContain(`channels.sealed_secrets of ${channelId} cannot be opened`);
    const [row] = await rows('select sealed_key from organizations where id = $1', [cast.clinic.id]);
    expect(row?.sealed_key).toContain(' ');
  });

  it('refuses meanwhile what somebody has under the old key', async () => {
    const entries = [{ kind: 'whatsapp.number', value: settings.phoneNumberId, objectId: ids.next() }];
    const stolen = addToDirectory(database.of(cast.festival.id), await open(second, first), { organizationId: cast.festival.id, entries });
    await expect(stolen).rejects.toMatchObject({ constraint: 'directory_unique_key', isDuplicate: true });
  });

  it('carries second factors over', async () => {
    const { symmetricDecrypt, symmetricEncrypt } = await import('better-auth/crypto');
    const old = (await open(first)).derive(sessionsPurpose);
    const [user] = await rows('select "id" from auth."user" limit 1');
    const values = [
      await symmetricEncrypt({ key: old, data: 'totp' }),
      await symmetricEncrypt({ key: old, data: 'codes' }),
      user?.id as string,
    ];
    await rows(`insert into auth."twoFactor" ("id", "secret", "backupCodes", "userId") values ('f', $1, $2, $3)`, values);
    const masterKey = await open(second, first);
    await rotate(masterKey);
    const [factor] = await rows('select "secret", "backupCodes" from auth."twoFactor"');
    const key = masterKey.derive(sessionsPurpose);
    expect(await symmetricDecrypt({ key, data: factor?.secret as string })).toBe('totp');
    expect(await symmetricDecrypt({ key, data: factor?.backupCodes as string })).toBe('codes');
  });
});

describe('a ciphertext that was moved', () => {
  it.each([
    ['between rows', 'update channels set sealed_secrets = (select sealed_secrets from channels where id = $2) where id = $1'],
    ['between tables and columns', 'update turns set sealed_evidence = (select sealed_secrets from channels where id = $2) where id = $1'],
  ])('%s does not open', async (where, sql) => {
    const body = {
      type: 'whatsapp',
      name: 'Second',
      settings: { ...settings, phoneNumberId: '100000000000002' },
      secrets,
      assistant: { kind: 'echo' },
    };
    const other = (await asKey(app.server, cast.clinic)('POST', '/api/channels', { body })).body.id as string;
    const between = where === 'between rows';
    await rows(sql, between ? [channelId, other] : [turnId, channelId]);
    await expect(expectWhole(await open(first))).rejects.toThrow(SecretFault);
  });

  it('between organizations does not open: neither a value nor an organization’s key', async () => {
    const masterKey = await open(first);
    const [clinic, festival] = await Promise.all(
      [cast.clinic, cast.festival].map(
        async ({ id }) => (await rows('select sealed_key from organizations where id = $1', [id]))[0]?.sealed_key as string,
      ),
    );
    expect(() => masterKey.openOrganizationKey(cast.festival.id, clinic as string)).toThrow(SecretFault);
    const place = secretsPlace(channelId);
    const sealed = masterKey.openOrganizationKey(cast.clinic.id, clinic as string).seal(place, 'x');
    expect(() => masterKey.openOrganizationKey(cast.festival.id, festival as string).open(place, sealed)).toThrow(SecretFault);
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'brz-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('makes the new key with mode 0600, keeps the old until nothing is on it, and serves meanwhile', async () => {
    writeFileSync(keyFile(folder), first.toString('base64'));
    let synced = 0;
    const storage = {
      sync: async () => {
        synced += 1;
      },
    } as Storage;
    const config = { dataFolder: folder, databaseUrl: null, secretKey: first, secretKeyFrom: 'folder', previousSecretKey: null } as const;
    const command = createRotate(config, { app, storage });
    const said: string[] = [];
    let asked = 0;
    await command({
      organizationKeys: true,
      say(line) {
        said.push(line);
        if (!line.startsWith('Done')) {
          asked += 1;
          if (synced === 0) expect(statSync(nextKeyFile(folder)).mode & 0o777).toBe(0o600);
          expect(readFileSync(keyFile(folder), 'utf8')).toBe(first.toString('base64'));
        }
      },
    });
    expect(asked).toBeGreaterThan(3);
    expect(said).toContain('0 rows are left on the old key.');
    expect(synced).toBe(1);
    expect(existsSync(nextKeyFile(folder))).toBe(false);
    expect(statSync(keyFile(folder)).mode & 0o777).toBe(0o600);
    expect(said.join()).not.toContain(readFileSync(keyFile(folder), 'utf8').trim());
    const channels = await asKey(app.server, cast.clinic)('GET', '/api/channels');
    expect(channels.body.items[0].secretsSet).toEqual(['appSecret', 'verifyToken', 'accessToken']);
  });

  it('never makes a key in a folder that may not last', async () => {
    const config = {
      dataFolder: folder,
      databaseUrl: 'postgres://x',
      secretKey: first,
      secretKeyFrom: 'environment',
      previousSecretKey: null,
    } as const;
    const command = createRotate(config, { app, storage: {} as Storage });
    await expect(command({ organizationKeys: false, say: () => undefined })).rejects.toThrow(/BARAZA_SECRET_KEY_PREVIOUS/);
  });
});
