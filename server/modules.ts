import { join } from 'node:path';
import type { ChannelAdapter } from '#channels/channel.ts';
import { createGateway } from '#channels/gateway/index.ts';
import { type ChannelTools, channelsModule } from '#channels/index.ts';
import { whatsapp } from '#channels/whatsapp/index.ts';
import { deadLettersModule } from '#core/dead-letters/module.ts';
import type { Feature } from '#core/feature.ts';
import { filesModule } from '#core/files/module.ts';
import type { FileTools } from '#core/files/tools.ts';
import { conversationsModule } from '#core/module.ts';
import { noticesModule } from '#core/notices/module.ts';
import { type FlowTools, flowsModule, textsModule } from '#flows/index.ts';
import { inboxModule } from '#inbox/index.ts';
import { type ModelTools, modelsModule } from '#models/index.ts';
import { type OrganizationTools, organizationsModule } from '#organizations/index.ts';
import { outboxModule, type SendTools } from '#outbox/index.ts';
import { auditModule } from '#platform/audit/module.ts';
import { accountsModule } from '#platform/auth/module.ts';
import type { Clock } from '#platform/clock.ts';
import { healthModule } from '#platform/http/health.ts';
import { metricsModule } from '#platform/http/metrics-door.ts';
import type { Catalogue } from '#platform/i18n.ts';
import { projectFolder } from '#platform/program.ts';
import { safetyModule } from '#safety/index.ts';
import { type CareTools, careModule, careSentences } from '../modules/care/server/index.ts';
import { type CompanionTools, companionModule, companionSentences } from '../modules/companion/server/index.ts';
import { contactsModule } from '../modules/contacts/server/index.ts';
import { type DeskTools, deskModule } from '../modules/desk/server/index.ts';
import { type IncidentTools, incidentsModule } from '../modules/incidents/server/index.ts';
import { type InspectorTools, inspectorModule } from '../modules/inspector/server/index.ts';
import { type IntegrationTools, integrationsModule } from '../modules/integrations/server/index.ts';
import { type MemoryTools, memoryModule, memorySentences } from '../modules/memory/server/index.ts';
import { type MoodTools, moodModule, moodSentences } from '../modules/mood/server/index.ts';
import { overviewModule } from '../modules/overview/server/index.ts';
import { type PhoneTools, phoneModule } from '../modules/phone/server/index.ts';

/** THE list: everything that exists is named here, and nothing registers itself. */

/** The adapters of real channels. The simulator is made apart, because whoever listens to it needs it in hand. */
export const listChannelAdapters = (clock: Clock): readonly ChannelAdapter[] => [whatsapp, createGateway(clock)];

export interface ModuleTools {
  readonly accounts: Parameters<typeof accountsModule>[0];
  readonly organizations: OrganizationTools;
  readonly channels: ChannelTools;
  readonly outbox: SendTools;
  readonly models: ModelTools;
  readonly integrations: IntegrationTools;
  readonly files: FileTools;
  readonly desk: DeskTools;
  readonly phone: PhoneTools;
  readonly inspector: InspectorTools;
  readonly incidents: IncidentTools;
  readonly mood: MoodTools;
  readonly memory: MemoryTools;
  readonly care: CareTools;
  readonly flows: FlowTools;
  readonly companion: CompanionTools;
}

/** The rooms of the floor and every module, each one screen of declarations. */
export function listModules(tools: ModuleTools): readonly Feature[] {
  const features: readonly Feature[] = [
    accountsModule(tools.accounts),
    organizationsModule(tools.organizations),
    channelsModule(tools.channels),
    conversationsModule,
    filesModule(tools.files),
    inboxModule,
    safetyModule,
    outboxModule(tools.outbox),
    auditModule,
    healthModule,
    metricsModule,
    contactsModule,
    deskModule(tools.desk),
    incidentsModule(tools.incidents),
    moodModule(tools.mood),
    memoryModule(tools.memory),
    careModule(tools.care),
    flowsModule(tools.flows),
    textsModule(tools.flows),
    companionModule(tools.companion),
    modelsModule(tools.models),
    integrationsModule(tools.integrations),
    phoneModule(tools.phone),
    overviewModule,
    inspectorModule(tools.inspector),
  ];
  const notices = noticesModule(features.flatMap((feature) => feature.notices ?? []));
  return [...features, notices, deadLettersModule(features.flatMap((feature) => feature.deadLetters ?? []))];
}

/** What modules say to contacts. */
export const moduleSentences: readonly Catalogue[] = [moodSentences, memorySentences, careSentences, companionSentences];

/** Where the migrations of the floor and of every module are. */
export const migrationFolders: readonly string[] = [
  join(projectFolder, 'server', 'migrations'),
  join(projectFolder, 'modules', 'contacts', 'server', 'migrations'),
  join(projectFolder, 'modules', 'desk', 'server', 'migrations'),
  join(projectFolder, 'modules', 'integrations', 'server', 'migrations'),
  join(projectFolder, 'modules', 'incidents', 'server', 'migrations'),
  join(projectFolder, 'modules', 'mood', 'server', 'migrations'),
  join(projectFolder, 'modules', 'memory', 'server', 'migrations'),
  join(projectFolder, 'modules', 'care', 'server', 'migrations'),
  join(projectFolder, 'modules', 'companion', 'server', 'migrations'),
];
