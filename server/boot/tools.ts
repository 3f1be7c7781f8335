import { checkAssistant, providerFaults } from '#assistants/index.ts';
import { type ChannelTools, forgetChannels } from '#channels/index.ts';
import type { FileTools } from '#core/files/tools.ts';
import { tellOfChannel } from '#core/live/live.ts';
import type { FlowTools } from '#flows/index.ts';
import { createModels, type ModelTools, providerNames, readerNames } from '#models/index.ts';
import { type Making, type OrganizationTools, openKeyOf } from '#organizations/index.ts';
import type { Outbox, SendTools } from '#outbox/index.ts';
import { createAttempts } from '#platform/auth/attempts.ts';
import type { Bus } from '#platform/bus.ts';
import { createOneAfterAnother } from '#platform/one-after-another.ts';
import type { Registry } from '#platform/registry.ts';
import type { Brain } from '#router/index.ts';
import type { ModuleTools } from '#server/modules.ts';
import type { CareTools } from '../../modules/care/server/index.ts';
import type { CompanionTools } from '../../modules/companion/server/index.ts';
import type { DeskTools } from '../../modules/desk/server/index.ts';
import type { IncidentTools } from '../../modules/incidents/server/index.ts';
import type { IntegrationTools } from '../../modules/integrations/server/index.ts';
import type { PhoneTools } from '../../modules/phone/server/index.ts';
import { carryKeys } from './between-processes.ts';
import { createRehearsal, type Flows } from './deciding.ts';
import type { Ground } from './ground.ts';
import { toldByDesk } from './live.ts';
import { ioFor, type MessagePath } from './message-path.ts';
import { companionMind } from './mind.ts';
import type { Consents } from './options.ts';
import type { PeopleTools } from './people-tools.ts';
import { createScopeOf, type ScopeOf } from './scope-of.ts';

/** What rooms and modules get beyond a scope, each by its name in server/modules.ts. */
export interface Tools extends ModuleTools {
  readonly accounts: PeopleTools;
  readonly making: Making;
  readonly scopeOf: ScopeOf;
}

export interface ToolParts {
  readonly ground: Ground;
  readonly bus: Bus;
  readonly people: PeopleTools;
  readonly outbox: Outbox;
  readonly flows: Flows;
  readonly late: Late;
  readonly consents: Consents;
}

/** What is made of features that have these tools already. It is asked for only once everything is there. */
export interface Late {
  registry(): Registry;
  brain(): Brain;
  path(): MessagePath;
  /** API keys that are remembered. */
  forgetKeys(): void;
}

export function createTools(parts: ToolParts): Tools {
  const { ground, people, outbox, flows, late, consents } = parts;
  const { database, clock, ids, log, masterKey, client, limits, live, adapters, directory, allowPrivateAddresses, publicUrl } = ground;
  const organizations = organizationTools(parts);
  const channels = channelTools(parts);
  const { permissionsOfRole } = organizations;
  const { accounts, mail } = people;
  const scopeOf = createScopeOf(ground, organizations, () => late.registry().everyPermission);
  const { meters, tracing } = ground;
  const onCall: typeof meters.modelCall = (call) => {
    meters.modelCall(call);
    tracing.model(call);
  };
  const models: ModelTools = {
    models: createModels({ database, clock, ids, log, client, limits, live, onCall, allowPrivateAddresses }),
    allowPrivateAddresses,
  };
  const openKey = (organizationId: string) => openKeyOf(organizations, organizationId);
  const files: FileTools = { database, files: ground.files, publicUrl, openKey };
  const sending: SendTools = { outbox, live, adapters, directory };
  const desk: DeskTools = { accounts, adapters, permissionsOfRole, onChange: toldByDesk(live) };
  const incidents: IncidentTools = {
    database,
    say: ground.say,
    accounts,
    mail,
    live,
    sending,
    io: (channel) => ioFor(ground, channel),
    permissionsOfRole,
    publicUrl,
    scopeOf,
    readers: readerNames,
    forgetChannels: (scope) => forgetChannels(scope, channels),
  };
  const care: CareTools = { ...incidents, mayShare: consents.mayShare };
  const integrations: IntegrationTools = { database, masterKey, client, limits, sending, allowPrivateAddresses, publicUrl };
  const phone: PhoneTools = { channels, live, files, receive: (...received) => late.path().receive(...received), scopeOf };
  const flowRoom = flowTools(parts, files);
  const companion: CompanionTools = { database, say: ground.say, sending, flows: flowRoom, mind: companionMind, scopeOf };
  const rehearse = createRehearsal(ground, { models: models.models, flows, brain: late.brain });
  return {
    accounts: people,
    organizations,
    channels,
    files,
    outbox: sending,
    desk,
    incidents,
    mood: consents,
    memory: consents,
    care,
    flows: flowRoom,
    companion,
    models,
    integrations,
    phone,
    inspector: { channels, rehearse },
    making: { clock, ids },
    scopeOf,
  };
}

/** Guesses of a token that are free; then each waits longer. */
const freeTokens = 10;

function organizationTools({ ground, people, bus, late }: ToolParts): OrganizationTools {
  return {
    database: ground.database,
    masterKey: ground.masterKey,
    accounts: people.accounts,
    account: people,
    mail: people.mail,
    attempts: createAttempts({ clock: ground.clock, free: freeTokens }),
    oneAfterAnother: createOneAfterAnother(),
    publicUrl: ground.publicUrl,
    forgetKeys: carryKeys(late.forgetKeys, bus),
    permissions: () => late.registry().permissions,
    permissionsOfApiKey: () => late.registry().permissionsOfApiKey,
    permissionsOfRole: (role) => late.registry().permissionsOfRole(role),
  };
}

function channelTools({ ground, outbox, late }: ToolParts): ChannelTools {
  const { directory, live } = ground;
  return {
    database: ground.database,
    masterKey: ground.masterKey,
    adapters: ground.adapters,
    checkAssistant: (given) => checkAssistant(late.brain().assistants, given),
    findMissing: async (scope, given) => providerFaults(given, await providerNames(scope)),
    directory: {
      // A channel that was changed is read anew, what waits in its lanes need not wait longer, and pages are told.
      forget(organizationId, channelId) {
        directory.forget(organizationId, channelId);
        outbox.resume(organizationId, channelId);
        tellOfChannel(live, { organizationId, channelId });
      },
    },
    allowPrivateAddresses: ground.allowPrivateAddresses,
    pulse: ground.pulse,
    channel: (organizationId, channelId) => directory.byId(organizationId, channelId),
    io: (channel) => ioFor(ground, channel),
    publicUrl: ground.publicUrl,
  };
}

function flowTools({ ground, flows, late }: ToolParts, files: FileTools): FlowTools {
  return {
    files,
    books: flows.books,
    log: ground.log,
    adapters: ground.adapters,
    directory: ground.directory,
    prepare: flows.prepare,
    say: ground.say,
    parts: () => ({ ...flows.parts(), intents: late.brain().intents }),
    own: (...asked) => late.path().turns.own(...asked),
  };
}
