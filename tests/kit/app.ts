import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { noBus } from '#platform/bus.ts';
import type { Database } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import { createLog, type Log } from '#platform/log.ts';
import { createMasterKey, type MasterKey } from '#platform/secrets.ts';
import { type App, createApp } from '#server/boot/app.ts';
import type { AppOptions } from '#server/boot/options.ts';
import { type Cast, seedCast } from './cast.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { openTestDatabase, resetDatabase } from './database.ts';
import { makeFolder } from './folder.ts';
import { createSeededIds } from './ids.ts';

/** The whole program on the real database. Pretended: the clock, chance and the world outside; nothing else. */
export interface TestApp extends App {
  readonly database: Database;
  readonly clock: TestClock;
  readonly ids: Ids;
  readonly masterKey: MasterKey;
  readonly log: Log;
  readonly filesFolder: string;
  readonly mailFolder: string;
  /** What the person at the terminal was told. */
  readonly told: string[];
  /** Empties the database and puts the cast back; what the program remembered of it is forgotten. */
  reset(): Promise<Cast>;
  /** Empties the database only. */
  empty(): Promise<void>;
}

export const testUrl = 'http://baraza.test';

/** Tests ask more in a second than anybody may in an hour. */
export const noLimits: AppOptions['limits'] = {
  keyPerMinute: 0,
  addressPerHour: 0,
  contactPerMinute: 0,
  incomingPerMinute: 0,
  modelPerMinute: 0,
};

/** No mail server, sessions that outlive the weeks that tests let pass, and passwords that cost nothing. */
export const plainAccounts = () => ({
  hashPassword: (password: string) => hash(password.normalize('NFKC'), { memoryCost: 8, timeCost: 1, parallelism: 1 }),
  mailFolder: join(makeFolder(), 'mail'),
  mailServer: null,
  sessionTimes: { idleSeconds: 400 * 86_400, wholeSeconds: 400 * 86_400 },
  tellOperator: (_sentence: string) => undefined,
});

/** One for a test file, in `beforeAll`; `reset` in `beforeEach`. The database stays open for the next file of the worker. */
export async function createTestApp(
  options: {
    log?: Log;
    allowPrivateAddresses?: boolean;
    database?: Database;
    limits?: Partial<AppOptions['limits']>;
    redisUrl?: string;
    mailServer?: AppOptions['mailServer'];
    sessionTimes?: AppOptions['sessionTimes'];
    hashPassword?: AppOptions['hashPassword'];
    publicUrl?: string;
    webFolder?: string;
    metricsToken?: string;
    secretKey?: Buffer;
  } = {},
): Promise<TestApp> {
  const database = options.database ?? (await openTestDatabase());
  const clock = createTestClock();
  const ids = createSeededIds(clock);
  const masterKey = createMasterKey(options.secretKey ?? Buffer.alloc(32, 7), ids);
  const log = options.log ?? createLog('silent');
  const filesFolder = makeFolder();
  const accounts = plainAccounts();
  const told: string[] = [];
  const app = await createApp({
    database,
    clock,
    ids,
    log,
    masterKey,
    journal: null,
    filesFolder,
    ...accounts,
    mailServer: options.mailServer ?? null,
    sessionTimes: options.sessionTimes ?? accounts.sessionTimes,
    hashPassword: options.hashPassword ?? accounts.hashPassword,
    tellOperator: (sentence) => void told.push(sentence),
    version: 'test',
    trustProxy: false,
    metricsToken: options.metricsToken ?? null,
    collector: null,
    https: options.publicUrl?.startsWith('https:') ?? false,
    webFolder: options.webFolder ?? join(filesFolder, 'no-app'),
    allowPrivateAddresses: options.allowPrivateAddresses ?? false,
    limits: { ...noLimits, ...options.limits },
    redisUrl: options.redisUrl ?? null,
    bus: noBus,
    role: 'all',
    publicUrl: () => options.publicUrl ?? testUrl,
  });
  await app.server.ready();

  async function empty(): Promise<void> {
    await app.organizations.mail.idle();
    told.length = 0;
    await resetDatabase(database);
    app.organizations.forgetKeys();
    // Any name will do: every key is forgotten.
    app.directory.forget('', '');
  }

  return {
    ...app,
    database,
    clock,
    ids,
    masterKey,
    log,
    filesFolder,
    mailFolder: accounts.mailFolder,
    told,
    empty,
    async reset() {
      await empty();
      return seedCast(app.organizations, { clock, ids });
    },
  };
}
