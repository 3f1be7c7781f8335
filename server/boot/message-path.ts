import { createListening, quietMsFor } from '#assistants/index.ts';
import type { ChannelAdapter, ChannelIo } from '#channels/channel.ts';
import {
  type AccountLife,
  type ChannelDirectory,
  createChannelIo,
  type LoadedChannel,
  type Pulse,
  pauseChannel,
  watchSends,
} from '#channels/index.ts';
import type { Leases } from '#core/lease.ts';
import { type Live, tellOfChannel } from '#core/live/live.ts';
import type { Turn } from '#core/turn.ts';
import type { ClaimedWork } from '#core/work.ts';
import { beginsFlow, flowsFor, type Preparing } from '#flows/index.ts';
import {
  createAccept,
  createChannelLog,
  createMediaFetcher,
  createReadSentFile,
  createReceive,
  type Flood,
  type Journal,
  type MediaFetcher,
  type Receive,
  type Waits,
  type webhookRoutes,
} from '#inbox/index.ts';
import type { Models } from '#models/index.ts';
import { createOutbox, createReadMarks, type Outbox } from '#outbox/index.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Upkeep } from '#platform/db/upkeep.ts';
import type { Files } from '#platform/files/files.ts';
import type { HttpClient } from '#platform/http/client.ts';
import type { Say } from '#platform/i18n.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import { type Brain, bufferTurn, channelFacts, createRouter, createTurnRunner, type Router, type TurnRunner } from '#router/index.ts';
import { bringCare, type OnFound } from '#safety/index.ts';
import type { Meters } from './metrics.ts';

/**
 * The main job, wired by hand, read from top to bottom:
 * a webhook is proven and stored (inbox), its work is decided in a turn (router), what was decided is sent (outbox).
 * Each hands the next what it already holds; what gets lost between them, the sweep finds again.
 */
export interface MessagePath {
  readonly receive: Receive;
  /** As `receive`, for what the journal holds already. */
  readonly acceptAgain: Receive;
  readonly turns: TurnRunner;
  readonly media: MediaFetcher;
  readonly outbox: Outbox;
  readonly webhooks: Parameters<typeof webhookRoutes>[1];
}

export type SendingOptions = Pick<
  MessagePathOptions,
  | 'database'
  | 'clock'
  | 'ids'
  | 'log'
  | 'leases'
  | 'live'
  | 'files'
  | 'adapters'
  | 'directory'
  | 'client'
  | 'signal'
  | 'pulse'
  | 'waits'
  | 'meters'
>;

/** The last part of the path. It stands alone, because what people and modules send also goes through it. */
export function createSending(options: SendingOptions): Outbox {
  const { directory } = options;
  const adapters = watchSends(options.meters.watchAdapters(options.adapters), options.pulse);
  return createOutbox({
    ...options,
    adapter: (type) => adapters.get(type),
    channel: (organizationId, channelId) => directory.byId(organizationId, channelId),
    io: (channel) => ioFor(options, channel),
    async pauseChannel(channel, trouble) {
      const paused = await pauseChannel(options, channel, trouble);
      if (paused) tellOfChannel(options.live, channel);
      return paused;
    },
    taker: options.waits.taker,
  });
}

export function ioFor({ client, signal }: Pick<SendingOptions, 'client' | 'signal'>, { privateAddresses }: LoadedChannel): ChannelIo {
  return createChannelIo(client, { signal, privateAddresses });
}

export interface MessagePathOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly leases: Leases;
  readonly live: Live;
  readonly adapters: ReadonlyMap<string, ChannelAdapter>;
  readonly directory: ChannelDirectory;
  readonly client: HttpClient;
  readonly outbox: Outbox;
  readonly brain: Brain;
  readonly flows: Preparing;
  readonly models: Models;
  readonly say: Say;
  readonly files: Files;
  readonly journal: Journal | null;
  readonly upkeep: Upkeep;
  readonly pulse: Pulse;
  readonly accountLife: AccountLife;
  readonly flood: Flood;
  readonly waits: Waits;
  readonly signal: AbortSignal;
  /** The safety gate found something, and it is committed. Must not throw. */
  readonly onFound: OnFound;
  readonly meters: Meters;
}

export function createMessagePath(options: MessagePathOptions): MessagePath {
  const { database, clock, ids, log, leases, live, adapters, directory, outbox } = options;
  const channelLog = createChannelLog({ database, clock, ids });
  const router = createRouter(options.brain);
  const channel = (organizationId: string, channelId: string) => directory.byId(organizationId, channelId);
  const adapter = (type: string) => adapters.get(type);

  const media = createMediaFetcher({ ...options, adapter, channel, io: (from) => ioFor(options, from) });

  const turns = createTurnRunner({
    database,
    clock,
    ids,
    log,
    leases,
    live,
    channel,
    begin: (work, from, signal) => beginTurn(options, { work, channel: from, signal }),
    listen: createListening({ ...options, ...options.brain, readFile: createReadSentFile({ ...options, media }) }),
    decide: (turn: Turn) => decideMeasured(options.meters, () => decideTurn(options, router, turn)),
    leave: (turn: Turn) => router.leave(turn).path,
    heed: router.heed,
    restsUntil: (turn) => restsUntil(options, router, turn),
    onBegin: createReadMarks({
      clock,
      log,
      adapter,
      io: (to) => ioFor(options, to),
      thinks: (to) => options.brain.assistants.get(to.assistant.kind)?.thinks === true,
    }),
    onDecided: ({ conversation, messages }, replies) =>
      options.waits.decided({
        channelId: conversation.channelId,
        conversationId: conversation.id,
        providerIds: messages.flatMap((message) => message.providerId ?? []),
        replies,
      }),
    onLanes: (lanes) => outbox.send(lanes),
    onQueued: (organizationId, conversationId) => outbox.wake(organizationId, conversationId),
    onFound: options.onFound,
  });

  const accept = createAccept({
    database,
    clock,
    ids,
    log,
    leases,
    channelLog,
    live,
    gate: options.brain.gate,
    onFound: options.onFound,
    quietMs: (to) => quietMsFor(options.brain.assistants, to.assistant),
    // The echo is for tests and measurements: it answers each message by itself, as fast as they come.
    floodMs: (to, address) => (to.assistant.kind === 'echo' ? 0 : options.flood.quietMs(to.organizationId, address)),
    onWork: (work) => turns.take(work),
    onStored: (messages) => options.upkeep.grown(messages),
  });

  const receiving = { accept, channelLog, settle: outbox.settle, onNews: options.accountLife.hear, onFiles: media.look };
  const receive = createReceive({ ...receiving, journal: options.journal });
  const acceptAgain = createReceive({ ...receiving, journal: null });

  const webhooks = { adapters, directory, receive, channelLog, pulse: options.pulse, waits: options.waits, clock, log };
  return { receive, acceptAgain, turns, media, outbox, webhooks };
}

async function decideMeasured(meters: Meters, decide: () => Promise<string>): Promise<string> {
  const began = performance.now();
  let path = 'failed';
  try {
    path = await decide();
    return path;
  } finally {
    meters.turn(path, (performance.now() - began) / 1000);
  }
}

/** What the gate needs is read before anything is decided; what the flows need, when the guards have passed. */
async function decideTurn({ database, brain, flows }: MessagePathOptions, router: Router, turn: Turn): Promise<string> {
  const cared = await bringCare(turn, { database, gate: brain.gate });
  const { path } = await router.route(cared, (guarded) => flowsFor(flows, guarded));
  return path;
}

/** Nothing but the assistant waits; so not who begins a flow. */
async function restsUntil({ flows }: MessagePathOptions, router: Router, turn: Turn): Promise<Date | null> {
  const until = router.restsUntil(turn);
  return until && !(await beginsFlow(flows, turn)) ? until : null;
}

interface Beginning {
  readonly work: ClaimedWork;
  readonly channel: LoadedChannel;
  readonly signal: AbortSignal;
}

function beginTurn(options: MessagePathOptions, { work, channel, signal }: Beginning) {
  const scope = {
    organization: { id: work.organizationId },
    // An assistant acts for nobody: what it may do beyond answering is given to it by name, later.
    actor: { kind: 'system' as const, id: 'turn', permissions: new Set<string>() },
    key: channel.key,
    clock: options.clock,
    ids: options.ids,
    log: options.log,
    signal,
  };
  const facts = {
    id: options.ids.next(),
    contact: work.contact,
    conversation: work.conversation,
    messages: work.messages,
    channel: channelFacts(channel, options.adapters.get(channel.type)?.abilities),
  };
  const begun = options.clock.now().getTime();
  return bufferTurn(scope, facts, options.say, () => options.clock.now().getTime() - begun);
}
