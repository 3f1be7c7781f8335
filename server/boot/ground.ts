import { assistantSentences } from '#assistants/index.ts';
import type { ChannelAdapter } from '#channels/channel.ts';
import { type ChannelDirectory, createChannelDirectory, createPulse, type Pulse } from '#channels/index.ts';
import { createSimulator, type Simulator } from '#channels/simulator/index.ts';
import type { Change } from '#contract/realtime.ts';
import { dialogueSentences } from '#core/dialogue/locales/index.ts';
import { createLeases, type Leases } from '#core/lease.ts';
import { flowSentences } from '#flows/index.ts';
import { createWaits, type Waits } from '#inbox/index.ts';
import { type Batches, createBatches } from '#platform/batch.ts';
import { noBus } from '#platform/bus.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { createFiles, type Files } from '#platform/files/files.ts';
import { createDiskStorage } from '#platform/files/storage.ts';
import { createHttpClient, type HttpClient } from '#platform/http/client.ts';
import { createLimits, type Limits } from '#platform/http/limits.ts';
import { createSay, requireCatalogues, type Say } from '#platform/i18n.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import { createFeed, type Feed } from '#platform/realtime/feed.ts';
import type { MasterKey } from '#platform/secrets.ts';
import { createSpans, type Spans } from '#platform/telemetry/spans.ts';
import { routerSentences } from '#router/index.ts';
import { safetySentences } from '#safety/index.ts';
import { listChannelAdapters, moduleSentences } from '#server/modules.ts';
import { carryDirectory, carryFeed } from './between-processes.ts';
import { createMeters, type Meters } from './metrics.ts';
import type { AppOptions } from './options.ts';
import { createTracing, noTracing, type Tracing } from './tracing.ts';

/** What everything else stands on. */
export interface Ground {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly masterKey: MasterKey;
  readonly allowPrivateAddresses: boolean;
  publicUrl(): string;
  /** Aborts `signal`: the program ends. */
  readonly stopping: AbortController;
  readonly signal: AbortSignal;
  readonly leases: Leases;
  readonly batches: Batches;
  readonly simulator: Simulator;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  /** Channels as they are remembered, and what pages are told: what is done here is carried to the other processes. */
  readonly directory: ChannelDirectory;
  readonly live: Feed<Change>;
  /** The same by themselves, for what is heard of others. */
  readonly alone: { readonly directory: ChannelDirectory; readonly feed: Feed<Change> };
  readonly say: Say;
  readonly client: HttpClient;
  readonly pulse: Pulse;
  readonly files: Files;
  readonly meters: Meters;
  readonly tracing: Tracing;
  /** Null: no collector is named. */
  readonly spans: Spans | null;
  readonly waits: Waits;
  readonly limits: Limits;
}

export function createGround(options: AppOptions): Ground {
  const { database, clock, ids, log, masterKey, allowPrivateAddresses, publicUrl, bus, version } = options;
  const stopping = new AbortController();
  const simulator = createSimulator();
  const adapters = new Map([...listChannelAdapters(clock), simulator.adapter].map((adapter) => [adapter.type, adapter]));
  const client = createHttpClient();
  const { collector } = options;
  const spans = collector === null ? null : createSpans({ collector, version, clock, client, log });
  const alone = {
    feed: createFeed<Change>({ clock, ids }),
    directory: createChannelDirectory({ database, clock, log, masterKey, adapters, allowPrivateAddresses }),
  };
  return {
    database,
    clock,
    ids,
    log,
    masterKey,
    allowPrivateAddresses,
    publicUrl,
    stopping,
    signal: stopping.signal,
    leases: createLeases(ids),
    batches: createBatches(),
    simulator,
    adapters,
    directory: carryDirectory(alone.directory, bus),
    live: bus === noBus ? alone.feed : carryFeed(alone.feed, bus),
    alone,
    say: createSentences(),
    client,
    pulse: createPulse({ database, clock, log }),
    files: createFiles({ database, clock, ids, storage: createDiskStorage(options.filesFolder) }),
    meters: createMeters({ database, clock, version }),
    spans,
    tracing: spans === null ? noTracing : createTracing({ spans, clock }),
    waits: createWaits({ clock, database }),
    limits: createLimits({ numbers: options.limits, redisUrl: options.redisUrl, log }),
  };
}

function createSentences(): Say {
  const catalogues = [dialogueSentences, routerSentences, flowSentences, safetySentences, assistantSentences, ...moduleSentences];
  requireCatalogues(catalogues);
  return createSay(catalogues);
}
