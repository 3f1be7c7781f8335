import type { FastifyInstance } from 'fastify';
import { assistantSentences, checkAssistant, createAssistants, providerFaults } from '#assistants/index.ts';
import {
  type AccountLife,
  type ChannelDirectory,
  type ChannelTools,
  createAccountLife,
  createChannelDirectory,
  createPulse,
} from '#channels/index.ts';
import { createSimulator } from '#channels/simulator/index.ts';
import type { Change } from '#contract/realtime.ts';
import { dialogueSentences } from '#core/dialogue/locales/index.ts';
import { type Feature, flowPartsOf, intentsOf } from '#core/feature.ts';
import type { FileTools } from '#core/files/tools.ts';
import { createLeases } from '#core/lease.ts';
import { type Live, tellOfChannel } from '#core/live/live.ts';
import { createPreparing, type FlowsOptions, type FlowTools, flowSentences, flowsToRehearse } from '#flows/index.ts';
import { createFlood, createWaits, type Journal } from '#inbox/index.ts';
import { createModels, type ModelTools, providerNames } from '#models/index.ts';
import { firstRunUrl, type Making, type OrganizationTools, openKeyOf, tellOfMail } from '#organizations/index.ts';
import type { Outbox } from '#outbox/index.ts';
import { createAudit } from '#platform/audit/audit.ts';
import type { AccountTools } from '#platform/auth/account-tools.ts';
import { createAccounts } from '#platform/auth/accounts.ts';
import { createAttempts } from '#platform/auth/attempts.ts';
import { type Authenticator, createAuthenticator } from '#platform/auth/authenticate.ts';
import { carrySecondFactors } from '#platform/auth/carry-second-factors.ts';
import type { Sessions, SessionTimes } from '#platform/auth/session.ts';
import { createSessions } from '#platform/auth/sessions.ts';
import { type Bus, noBus } from '#platform/bus.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/db/database.ts';
import { createUpkeep, type Upkeep } from '#platform/db/upkeep.ts';
import { createFiles, type Files } from '#platform/files/files.ts';
import { createDiskStorage } from '#platform/files/storage.ts';
import { createHttpClient, type HttpClient } from '#platform/http/client.ts';
import { createLimits, type Limits } from '#platform/http/limits.ts';
import { createSay, requireCatalogues } from '#platform/i18n.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import { createMail, type MailServer } from '#platform/mail/mail.ts';
import { createOneAfterAnother } from '#platform/one-after-another.ts';
import { createFeed } from '#platform/realtime/feed.ts';
import { createRegistry, type Registry } from '#platform/registry.ts';
import type { Scope } from '#platform/scope.ts';
import type { MasterKey } from '#platform/secrets.ts';
import { provision } from '#provision/index.ts';
import { type Brain, createRehearse, type Rehearse, routerSentences } from '#router/index.ts';
import { createGate, safetySentences } from '#safety/index.ts';
import { listChannelAdapters, listModules, type ModuleTools } from '#server/modules.ts';
import type { DeskTools } from '../../modules/desk/server/index.ts';
import { createCallNow, type IncidentTools } from '../../modules/incidents/server/index.ts';
import { createIntegrationWork, type IntegrationTools, type IntegrationWork } from '../../modules/integrations/server/index.ts';
import { type PhoneTools, startPhones } from '../../modules/phone/server/index.ts';
import { isPersonal } from './audited.ts';
import { createBackground } from './background.ts';
import { carryBooks, carryDirectory, carryFeed, carryKeys, hearOthers } from './between-processes.ts';
import { createLive, toldByDesk } from './live.ts';
import { createMessagePath, createSending, ioFor, type MessagePath } from './message-path.ts';
import { createMeters, type Meters } from './metrics.ts';
import { createOnFound } from './on-found.ts';
import { openDoors } from './open-doors.ts';
import { stopApp } from './stop-app.ts';
import { createTasks } from './tasks.ts';

/** Everything a running Baraza is made of, built by hand in one place. */
export interface App {
  readonly server: FastifyInstance;
  readonly path: MessagePath;
  readonly accountLife: AccountLife;
  readonly simulator: ReturnType<typeof createSimulator>;
  readonly organizations: OrganizationTools;
  readonly channels: ChannelTools;
  readonly models: ModelTools;
  readonly files: Files;
  readonly making: Making;
  /** Everything the modules declared: what list tests and the generated reference are made from. */
  readonly registry: Registry;
  readonly directory: ReturnType<typeof createChannelDirectory>;
  readonly integrations: IntegrationWork;
  /** What changes, told to pages that are open. */
  readonly live: Live;
  /** A scope for the program itself, with every permission: provisioning and commands at the terminal. */
  systemScope(organizationId: string, part: string): Promise<Scope>;
  /** Applies the provisioning file. */
  provision(file: string, readEnvironment: (name: string) => string | undefined): Promise<void>;
  readonly keys: KeyWork;
  /** The address that makes the first owner; null once somebody has an account. */
  firstRunUrl(): Promise<string | null>;
  /** Begins to look for due work. */
  start(): void;
  /** Stops taking work, lets what is under way finish within `graceMs`, and closes what the app opened; not the database. */
  stop(graceMs: number): Promise<void>;
}

export interface AppOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly masterKey: MasterKey;
  readonly journal: Journal | null;
  /** Where files are kept. */
  readonly filesFolder: string;
  /** Where mails lie when there is no mail server. */
  readonly mailFolder: string;
  readonly mailServer: MailServer | null;
  readonly sessionTimes: SessionTimes;
  readonly version: string;
  readonly trustProxy: boolean;
  /** Who brings it may read metrics; null: only this machine itself. */
  readonly metricsToken: string | null;
  readonly https: boolean;
  /** Where the app for browsers was built. */
  readonly webFolder: string;
  readonly allowPrivateAddresses: boolean;
  readonly limits: Config['limits'];
  readonly redisUrl: string | null;
  /** To the other processes on the database. */
  readonly bus: Bus;
  /** What this process does: everything, answer requests, or work on what is due. */
  readonly role: Config['role'];
  /** Known only once the server listens, when it listens on a free port. */
  publicUrl(): string;
  /** A sentence for the person at the terminal, and for nobody else: it is in no log. */
  tellOperator(sentence: string): void;
}

/** What the program does when its secret key is replaced. */
interface KeyWork {
  /** What was remembered under the old key is forgotten. */
  changed(): void;
  /** Seals people's second factors with the key in use; returns how many. */
  carryAccounts(): Promise<number>;
}

function keyWork({ database, masterKey }: AppOptions, sessions: Sessions, authenticator: Authenticator): KeyWork {
  return {
    changed() {
      sessions.keysChanged();
      authenticator.forgetKeys();
    },
    carryAccounts: () => carrySecondFactors(database, masterKey),
  };
}

interface Parts extends Pick<ChannelTools, 'adapters' | 'directory' | 'checkAssistant' | 'findMissing' | 'pulse' | 'channel' | 'io'> {
  readonly forgetKeys: () => void;
  readonly client: HttpClient;
  readonly limits: Limits;
  readonly registry: () => Registry;
  readonly files: Files;
  readonly live: Live;
  readonly meters: Meters;
}

/** What rooms need beyond a scope, because they also work before there is one. */
function createTools(options: AppOptions, parts: Parts) {
  const { database, clock, ids, log, masterKey, publicUrl, allowPrivateAddresses } = options;
  const { client, adapters, directory, checkAssistant, findMissing, pulse, channel, io } = parts;
  const forChannels = { adapters, directory, checkAssistant, findMissing, pulse, channel, io };
  const account = createAccountTools(options);
  const sessions = createSessions({ ...options, log });
  const organizations: OrganizationTools = {
    database,
    masterKey,
    accounts: account.accounts,
    account,
    mail: account.mail,
    // Ten guesses of a token are free; then each waits longer.
    attempts: createAttempts({ clock, free: 10 }),
    oneAfterAnother: createOneAfterAnother(),
    publicUrl,
    forgetKeys: parts.forgetKeys,
    permissions: () => parts.registry().permissions,
    permissionsOfApiKey: () => parts.registry().permissionsOfApiKey,
    permissionsOfRole: (role) => parts.registry().permissionsOfRole(role),
  };
  const channels: ChannelTools = { database, masterKey, ...forChannels, allowPrivateAddresses, publicUrl };
  const models: ModelTools = {
    models: createModels({ ...options, client, limits: parts.limits, live: parts.live, onCall: parts.meters.modelCall }),
    allowPrivateAddresses,
  };
  const fileTools: FileTools = { ...options, files: parts.files, openKey: (organizationId) => openKeyOf(organizations, organizationId) };
  const accountTools = { ...account, sessions, sessionTimes: options.sessionTimes };
  const desk: DeskTools = {
    accounts: account.accounts,
    adapters,
    permissionsOfRole: organizations.permissionsOfRole,
    onChange: toldByDesk(parts.live),
  };
  return { accounts: accountTools, desk, sessions, organizations, channels, models, files: fileTools, making: { clock, ids } };
}

/** A person forgets a password a few times; a whole office behind one address, somewhat more. */
const freeByAccount = 6;
const freeByAddress = 40;
/** Nobody needs more mails than that at once; the others are for annoying somebody. */
const freeMails = 3;

function createAccountTools(options: AppOptions): AccountTools {
  const { database, clock, ids } = options;
  const mail = createMail({
    ...options,
    folder: options.mailFolder,
    server: options.mailServer,
    onOutcome: (outcome) => tellOfMail({ database }, { clock, ids }, outcome),
  });
  const guesses = {
    byAccount: createAttempts({ clock, free: freeByAccount }),
    byAddress: createAttempts({ clock, free: freeByAddress }),
    mails: createAttempts({ clock, free: freeMails }),
  };
  return { ...options, accounts: createAccounts(options), mail, guesses };
}

function createSentences() {
  const catalogues = [dialogueSentences, routerSentences, flowSentences, safetySentences, assistantSentences];
  requireCatalogues(catalogues);
  return createSay(catalogues);
}

function createLimiting({ clock, log, redisUrl, limits: numbers }: AppOptions) {
  return { limits: createLimits({ numbers, redisUrl, log }), flood: createFlood({ clock, perMinute: numbers.contactPerMinute }) };
}

/** A channel that was changed is read anew, what waits in its lanes need not wait longer, and pages are told. */
function hearOfChanges(directory: ChannelDirectory, outbox: Outbox, live: Live): ChannelTools['directory'] {
  return {
    forget(organizationId, channelId) {
      directory.forget(organizationId, channelId);
      outbox.resume(organizationId, channelId);
      tellOfChannel(live, { organizationId, channelId });
    },
  };
}

function createBrain({ database }: AppOptions, features: readonly Feature[], models: ModelTools): Brain {
  const intents = intentsOf(features);
  return { gate: createGate(), intents, assistants: createAssistants(intents, { database, ...models }) };
}

/** What is published here is read anew by every process. */
function createFlows(options: AppOptions, parts: FlowsOptions['parts']) {
  const flows = createPreparing({ ...options, parts });
  return { ...flows, alone: flows.books, books: carryBooks(flows.books, options.bus) };
}

/** What everything else stands on. */
function createGround(options: AppOptions) {
  const { database, clock, ids, log, bus } = options;
  const stopping = new AbortController();
  const simulator = createSimulator();
  const adapters = new Map([...listChannelAdapters(clock), simulator.adapter].map((adapter) => [adapter.type, adapter]));
  // As they are by themselves; what is done here is carried to the other processes.
  const alone = { feed: createFeed<Change>({ clock, ids }), directory: createChannelDirectory({ ...options, adapters }) };
  return {
    alone,
    stopping,
    signal: stopping.signal,
    leases: createLeases(ids),
    simulator,
    say: createSentences(),
    adapters,
    directory: carryDirectory(alone.directory, bus),
    client: createHttpClient(),
    pulse: createPulse({ database, clock, log }),
    files: createFiles({ ...options, storage: createDiskStorage(options.filesFolder) }),
    live: bus === noBus ? alone.feed : carryFeed(alone.feed, bus),
    meters: createMeters(options),
    waits: createWaits({ clock, database }),
  };
}

/** What is made after the features, and asked by them only once everything is there. */
interface Late {
  path(): MessagePath;
  readonly scopeOf: App['systemScope'];
  readonly rehearse: Rehearse;
  readonly flows: FlowTools;
}

type Common = Omit<AppOptions, 'limits'> & ReturnType<typeof createGround> & { readonly limits: Limits; readonly outbox: Outbox };

/** Every feature, each with what it needs beyond a scope. */
function listFeatures(
  common: Common,
  tools: Omit<ModuleTools, 'outbox' | 'integrations' | 'phone' | 'inspector' | 'incidents' | 'flows'>,
  { path, scopeOf, rehearse, flows }: Late,
) {
  const { live, outbox, adapters, directory } = common;
  const sending = { outbox, live, adapters, directory };
  const integrations: IntegrationTools = { ...common, sending };
  const phone: PhoneTools = { ...tools, live, receive: (...received) => path().receive(...received), scopeOf };
  const inspector = { ...tools, rehearse };
  const incidents: IncidentTools = { ...tools.accounts, ...common, permissionsOfRole: tools.desk.permissionsOfRole, sending, scopeOf };
  return {
    features: listModules({ ...tools, outbox: sending, integrations, phone, inspector, incidents, flows }),
    integrations,
    phone,
    incidents,
  };
}

/** What the message path tells others of. */
function createHeard(options: AppOptions, parts: { registry: Registry; channels: ChannelTools; live: Live; incidents: IncidentTools }) {
  const { database, log } = options;
  const { registry, channels, live, incidents } = parts;
  return {
    upkeep: createUpkeep({ database, tables: registry.tables, log }),
    accountLife: createAccountLife({ ...options, channels }),
    onFound: createOnFound(options, live, createCallNow(incidents, log)),
  };
}

export async function createApp(options: AppOptions): Promise<App> {
  const { database, clock, log, masterKey, publicUrl } = options;
  const ground = createGround(options);
  const { simulator, directory, signal, live, meters } = ground;
  const { limits, flood } = createLimiting(options);
  const common = { ...options, ...ground };
  const outbox = createSending(common);

  const tools = createTools(options, {
    ...common,
    limits,
    channel: (organizationId, channelId) => directory.byId(organizationId, channelId),
    io: (channel) => ioFor(common, channel),
    directory: hearOfChanges(directory, outbox, live),
    checkAssistant: (given) => checkAssistant(brain.assistants, given),
    findMissing: async (scope, given) => providerFaults(given, await providerNames(scope)),
    forgetKeys: carryKeys(() => authenticator.forgetKeys(), options.bus),
    registry: () => registry,
  });
  const flows = createFlows(options, () => flowParts);
  const late: Late = {
    path: () => path,
    flows: { ...ground, ...flows, parts: () => ({ ...flowParts, intents: brain.intents }), own: (...asked) => path.turns.own(...asked) },
    scopeOf: (...which) => scopeOf(...which),
    rehearse: (...asked) => createRehearse({ ...common, brain, flows: (turn) => flowsToRehearse(flows, turn), ...models })(...asked),
  };
  const { accounts, organizations, channels, models, making } = tools;
  const { features, integrations, phone, incidents } = listFeatures({ ...common, limits, outbox }, tools, late);
  const registry = createRegistry(features);
  const authenticator = createAuthenticator({ database, clock, masterKey, registry, sessions: tools.sessions, publicUrl });
  const brain = createBrain(options, features, models);
  const flowParts = flowPartsOf(features);
  const heard = createHeard(options, { registry, channels, live, incidents });
  const path = createMessagePath({ ...common, ...models, ...heard, flood, outbox, brain, flows });
  const scopeOf = createScopeOf({ ...options, organizations, everyPermission: registry.everyPermission, signal });
  const tasks = createTasks(features, { database, clock, log, signal, grown: heard.upkeep.grown, scopeOf });
  const integrationWork = createIntegrationWork({ ...common, ...integrations });
  hearOthers(options.bus, { ...ground.alone, books: flows.alone, outbox, integrationWork, forgetKeys: authenticator.forgetKeys });
  const background = createBackground({ ...common, registry, brain, ...heard, tasks, integrationWork, mail: accounts.mail, path });
  const hears = { incoming: { ...making, tools: integrations, onCall: integrationWork.act }, onChange: integrationWork.stir };
  const audit = createAudit({ ...options, isPersonal });
  const who = { registry, authenticator, accounts, organizations, limits };
  const told = { ...alsoCounted(createLive({ database, clock, feed: live, registry }), heard.upkeep), isReady: background.isRunning };
  const server = await openDoors({ ...options, ...who, ...hears, ...told, meters, audit, webhooks: path.webhooks });
  const phones = startPhones(phone, simulator, options);
  const parts = { ...ground, ...heard, clock, background, models: models.models, server, path, limits, phones, bus: options.bus };

  return {
    ...tools,
    ...ground,
    server,
    path,
    accountLife: heard.accountLife,
    integrations: integrationWork,
    registry,
    keys: keyWork(options, tools.sessions, authenticator),
    systemScope: scopeOf,
    provision: (file, readEnvironment) =>
      provision({ file, readEnvironment, organizations, channels, models, everyPermission: registry.everyPermission, making, log }),
    firstRunUrl: async () => ((await accounts.accounts.any()) ? null : firstRunUrl(masterKey, publicUrl())),
    start: background.start,
    stop: (graceMs) => stopApp(parts, graceMs),
  };
}

/** What programs write one by one through the API makes tables grow as well: a row for each request, roughly. */
function alsoCounted<Done, Told extends { onDone(done: Done): void }>(told: Told, { grown }: Upkeep): Told {
  const onDone = (done: Done) => {
    told.onDone(done);
    grown(1);
  };
  return { ...told, onDone };
}

interface SystemParts extends AppOptions {
  readonly organizations: OrganizationTools;
  readonly everyPermission: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** The program itself in an organization, with every permission. */
function createScopeOf({ database, clock, ids, log, organizations, everyPermission, signal }: SystemParts): App['systemScope'] {
  return async (organizationId, part) => ({
    clock,
    ids,
    organization: { id: organizationId },
    actor: { kind: 'system', id: part, permissions: everyPermission },
    db: database.of(organizationId),
    key: await openKeyOf(organizations, organizationId),
    log,
    signal,
  });
}
