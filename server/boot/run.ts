import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type JournalEntry, replayJournal, reviveEntry } from '#inbox/index.ts';
import { requireSecretKey } from '#organizations/index.ts';
import { createVerifyAudit, startHeads } from '#platform/audit/heads.ts';
import { type Bus, noBus, openRedisBus } from '#platform/bus.ts';
import { type Clock, systemClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { createHttpClient } from '#platform/http/client.ts';
import { createIds, type Ids } from '#platform/ids.ts';
import { createLog, type Log, places } from '#platform/log.ts';
import { projectFolder, readVersion } from '#platform/program.ts';
import { readLookups } from '#platform/rotate-store.ts';
import { createMasterKey, type MasterKey } from '#platform/secrets.ts';
import { createReports, type Reports } from '#platform/telemetry/reports.ts';
import { type App, createApp } from './app.ts';
import { createCheckChannels } from './channel-checks.ts';
import { type Commands, type Control, startControl } from './control.ts';
import { createCopyDatabase } from './copy-database.ts';
import { createExamine } from './doctor.ts';
import { createErase, eraseAgain } from './erase.ts';
import { openStorage, type Storage } from './open-storage.ts';
import { createResume } from './resume.ts';
import { createRotate } from './rotation.ts';

/** A program in operation, with or without listening for HTTP. */
export interface Running extends Commands {
  readonly app: App;
  readonly control: Control;
  /** Where it listens; null: it does not. */
  readonly url: string | null;
  /** Ends everything within 10 s. */
  stop(): Promise<void>;
}

/** With 10 s in all: what is under way may finish, then files are synced and closed. */
const graceMs = 4000;

/**
 * Starts everything in order: database, app, provisioning, what the journal kept, then the door. `works: false` for a command
 * that needs the database alone: nothing is provisioned, and no due work looked for.
 */
export async function run(
  config: Config,
  options: {
    listen: boolean;
    works?: boolean;
    /** False: a database that is not of this version is refused and left as it is. */
    migrates?: boolean;
    readEnvironment(name: string): string | undefined;
    /** Says something to the person at the terminal; absent: there is none. */
    tellOperator?: (sentence: string) => void;
  },
): Promise<Running> {
  const clock = systemClock;
  const reports = startReports(config);
  const log = createLog(config.logLevel, reports?.take);
  if (config.environment === 'production' && !config.publicUrl?.startsWith('https:'))
    log.warn('PUBLIC_URL is not https: cookies of people who sign in are sent without encryption too');
  const storage = await openStorage(config, { clock, log, migrates: options.migrates });
  try {
    let url: string | null = null;
    const ids = createIds(clock);
    const masterKey = createMasterKey(config.secretKey, ids, {
      previous: config.previousSecretKey?.key ?? null,
      lookups: await readLookups(storage.database),
    });
    const app = await createApp({
      database: storage.database,
      clock,
      ids,
      log,
      masterKey,
      journal: storage.journal,
      filesFolder: join(config.dataFolder, 'files'),
      mailFolder: join(config.dataFolder, 'mail'),
      mailServer: config.mailServer,
      sessionTimes: config.sessionTimes,
      version: readVersion(),
      trustProxy: config.trustProxy,
      metricsToken: config.metricsToken,
      collector: config.collector,
      webFolder: join(projectFolder, 'build', 'web'),
      https: config.publicUrl?.startsWith('https:') ?? false,
      allowPrivateAddresses: config.allowPrivateAddresses,
      limits: config.limits,
      redisUrl: config.redisUrl,
      bus: await openBus(config, { masterKey, ids, log }),
      role: config.role,
      tellOperator: options.tellOperator ?? (() => undefined),
      publicUrl: () => config.publicUrl ?? url ?? `http://${config.host}:${config.port}`,
    });
    await requireSecretKey(app.organizations);
    if (masterKey.previousId !== null) await goOnReplacing(app, log);
    const works = options.works ?? true;
    const commands = createCommands(config, { app, storage, clock, ids, log, masterKey, works });
    if (works && config.provisionFile) await app.provision(config.provisionFile, options.readEnvironment);
    // Always: closing the database drops what the journal kept.
    await replay(app, storage, log);
    if (works) await eraseAgain({ app, storage, log, dataFolder: config.dataFolder });
    if (works) app.start();
    const heads = { database: storage.database, clock, log, masterKey, dataFolder: config.dataFolder };
    const endHeads = works && config.role !== 'api' ? startHeads(heads) : () => undefined;
    if (options.listen) url = await listen(app, config);
    const control = await startControl(config.dataFolder, app, { shared: options.listen, log, ...commands });
    return { app, control, ...commands, url, stop: () => stopAll({ app, control, storage, endHeads }).finally(() => reports?.close()) };
  } catch (error) {
    await storage.close().catch(() => undefined);
    await reports?.close();
    throw error;
  }
}

interface CommandParts {
  readonly app: App;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly masterKey: MasterKey;
  readonly works: boolean;
}

/** What an operator asks of the program that holds the database. */
function createCommands(config: Config, { app, storage, clock, ids, log, masterKey, works }: CommandParts): Commands {
  const { dataFolder } = config;
  const { database } = storage;
  const checkChannels = createCheckChannels(app);
  return {
    rotate: createRotate(config, { app, storage }),
    checkChannels,
    examine: createExamine(config, { app, database, clock, checkChannels, works }),
    copyDatabase: createCopyDatabase(config, { storage, clock, ids }),
    resume: createResume(app),
    erase: createErase({ app, storage, clock, log, dataFolder }),
    verifyAudit: createVerifyAudit({ database, masterKey, dataFolder }),
  };
}

/** Null where nobody is to be told of errors: then none of it runs. */
function startReports({ sentryDsn }: Config): Reports | null {
  if (sentryDsn === null) return null;
  const client = createHttpClient();
  const reports = createReports({ dsn: sentryDsn, version: readVersion(), clock: systemClock, ids: createIds(systemClock), client });
  return { take: reports.take, close: () => reports.close().then(client.close) };
}

/** Signing in works with one key only, so second factors do not wait for the command. */
async function goOnReplacing(app: App, log: Log): Promise<void> {
  await app.keys.carryAccounts();
  log.warn({ part: 'secrets' }, 'the secret key is being replaced: run "npm run baraza -- secrets rotate" until it says that it is done');
}

/** All processes of an installation have the secret key in common, and it names them without telling it. */
async function openBus({ redisUrl }: Config, { masterKey, ids, log }: { masterKey: MasterKey; ids: Ids; log: Log }): Promise<Bus> {
  if (redisUrl === null) return noBus;
  return openRedisBus(redisUrl, { channel: `baraza:bus:${masterKey.derive('bus').slice(0, 16)}`, self: ids.next(), log });
}

async function stopAll({
  app,
  control,
  storage,
  endHeads,
}: {
  app: App;
  control: Control;
  storage: Storage;
  endHeads(): void;
}): Promise<void> {
  endHeads();
  await control.close();
  await app.stop(graceMs);
  await storage.close();
}

async function listen(app: App, config: Config): Promise<string> {
  await app.server.listen({ host: config.host, port: config.port });
  const { port } = app.server.server.address() as AddressInfo;
  return `http://${config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host}:${port}`;
}

/** What was answered before a power cut is accepted again; what survived it is recognised by its provider's id. */
async function replay(app: App, storage: Storage, log: Log): Promise<void> {
  if (!storage.journal || storage.journalFolder === null) return;
  const count = await replayJournal(storage.journalFolder, log, async (raw) => {
    const entry = reviveEntry(raw as JournalEntry);
    const channel = await app.directory.byId(entry.organizationId, entry.channelId);
    if (channel) await app.path.acceptAgain(channel, entry.reception);
  });
  if (count > 0) log.info({ entries: count }, 'the journal of the last run was read again');
  // Beside the start: until it is done the old segments stay, and reading them once more would change nothing.
  storage.sync().catch((error: unknown) => log.warn({ err: places(error) }, 'the database files could not be synced'));
}
