import type { FastifyInstance } from 'fastify';
import { type AccountLife, type ChannelDirectory, type ChannelTools, createAccountLife } from '#channels/index.ts';
import type { Simulator } from '#channels/simulator/index.ts';
import { flowPartsOf, keepersOf } from '#core/feature.ts';
import type { Live } from '#core/live/live.ts';
import { createFlood } from '#inbox/index.ts';
import type { ModelTools } from '#models/index.ts';
import type { Making, OrganizationTools } from '#organizations/index.ts';
import { createAudit } from '#platform/audit/audit.ts';
import { createAuthenticator } from '#platform/auth/authenticate.ts';
import { createUpkeep } from '#platform/db/upkeep.ts';
import type { Files } from '#platform/files/files.ts';
import { createRegistry, type Registry } from '#platform/registry.ts';
import { listModules } from '#server/modules.ts';
import { createCallNow, createHearAlerts } from '../../modules/incidents/server/index.ts';
import { createIntegrationWork, type IntegrationWork } from '../../modules/integrations/server/index.ts';
import { startPhones } from '../../modules/phone/server/index.ts';
import { createBackground } from './background.ts';
import { hearOthers } from './between-processes.ts';
import { createBrain, createFlows } from './deciding.ts';
import { createGround, type Ground } from './ground.ts';
import { createLive } from './live.ts';
import { createMessagePath, createSending, type MessagePath } from './message-path.ts';
import { companionConsents } from './mind.ts';
import { createOnFound } from './on-found.ts';
import { openDoors } from './open-doors.ts';
import { createOperating, type Operating } from './operate.ts';
import type { AppOptions } from './options.ts';
import { createPeopleTools } from './people-tools.ts';
import { stopApp } from './stop-app.ts';
import { createTasks } from './tasks.ts';
import { createTools, type Tools } from './tools.ts';

/** Everything a running Baraza is made of, built by hand in one place: read `createApp` as its table of contents. */
export interface App extends Operating {
  readonly server: FastifyInstance;
  readonly path: MessagePath;
  readonly accountLife: AccountLife;
  readonly simulator: Simulator;
  readonly organizations: OrganizationTools;
  readonly channels: ChannelTools;
  readonly models: ModelTools;
  readonly files: Files;
  readonly making: Making;
  /** Everything the modules declared: what list tests and the generated reference are made from. */
  readonly registry: Registry;
  readonly directory: ChannelDirectory;
  readonly integrations: IntegrationWork;
  /** What changes, told to pages that are open. */
  readonly live: Live;
  /** Begins to look for due work. */
  start(): void;
  /** Stops taking work, lets what is under way finish within `graceMs`, and closes what the app opened; not the database. */
  stop(graceMs: number): Promise<void>;
}

export async function createApp(options: AppOptions): Promise<App> {
  const { bus, journal } = options;
  const ground = createGround(options);
  const { database, clock, ids, log, masterKey, publicUrl, signal, live } = ground;

  // What every room and module gets, and the list of them.
  const people = createPeopleTools(options, ground);
  const outbox = createSending(ground);
  const flows = createFlows(ground, bus, () => flowParts);
  const late = { registry: () => registry, brain: () => brain, path: () => path, forgetKeys: () => authenticator.forgetKeys() };
  const tools = createTools({ ground, bus, people, outbox, flows, late, consents: options.consents ?? companionConsents });
  const features = listModules(tools);
  const registry = createRegistry(features);
  const flowParts = flowPartsOf(features);
  const authenticator = createAuthenticator({ database, clock, masterKey, registry, sessions: people.sessions, publicUrl });

  // The path of a message, and whom it tells.
  const { models } = tools.models;
  const { everyPermission } = registry;
  const brain = createBrain(ground, features, { models, everyPermission });
  const keepers = keepersOf(features);
  const upkeep = createUpkeep({ database, tables: registry.tables, log });
  const accountLife = createAccountLife({ database, clock, ids, log, channels: tools.channels });
  const hears = hearsOfIncidents(ground, tools);
  const flood = createFlood({ clock, perMinute: options.limits.contactPerMinute });
  const path = createMessagePath(ground, { outbox, brain, flows, models, journal, upkeep, accountLife, flood, keepers, ...hears });

  // What goes on by itself, and what is heard of other processes.
  const tasks = createTasks(features, { database, clock, log, signal, grown: upkeep.grown, scopeOf: tools.scopeOf });
  const integrations = createIntegrationWork({ ...tools.integrations, clock, ids, log, signal });
  const { mail } = people;
  const background = createBackground(options, ground, { registry, brain, mail, accountLife, tasks, integrations, path });
  hearOthers(bus, { alone: { ...ground.alone, books: flows.alone }, outbox, integrations, forgetKeys: authenticator.forgetKeys });

  // Every address.
  const server = await openDoors(options, ground, {
    registry,
    authenticator,
    people,
    webhooks: path.webhooks,
    audit: createAudit({ database, clock, masterKey }),
    incoming: { clock, ids, tools: tools.integrations, onCall: integrations.act },
    onChange: integrations.stir,
    live: createLive({ database, clock, feed: live, registry }),
    grown: upkeep.grown,
    isReady: background.isRunning,
  });
  const phones = startPhones(tools.phone, ground.simulator, { database, clock, log });
  const stop = (graceMs: number) => stopApp({ ground, bus, background, models, server, path, upkeep, phones }, graceMs);
  const operating = createOperating(ground, { tools, registry, authenticator });
  const { organizations, channels, making } = tools;
  const { simulator, directory, files } = ground;
  const { start } = background;
  const known = { simulator, organizations, channels, models: tools.models, files, making, registry, directory, live };
  return { ...operating, ...known, server, path, accountLife, integrations, start, stop };
}

/** What the message path tells the incidents: that the gate found something, and what became of alerts. */
function hearsOfIncidents({ database, clock, ids, log, live }: Ground, { incidents }: Tools) {
  const onFound = createOnFound({ database, clock, ids, log }, live, createCallNow(incidents, log));
  return { onFound, hearAlerts: createHearAlerts(incidents, log) };
}
