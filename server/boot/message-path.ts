import { createListening, quietMsFor } from '#assistants/index.ts';
import type { ChannelIo, ReceivedStatus } from '#channels/channel.ts';
import { type AccountLife, createChannelIo, type LoadedChannel, pauseChannel, watchSends } from '#channels/index.ts';
import type { Keeper } from '#core/keeper.ts';
import { tellOfChannel } from '#core/live/live.ts';
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
  type webhookRoutes,
} from '#inbox/index.ts';
import type { Models } from '#models/index.ts';
import { createOutbox, createReadMarks, type Outbox } from '#outbox/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { Upkeep } from '#platform/db/upkeep.ts';
import {
  type BesideTools,
  type Brain,
  bufferTurn,
  channelFacts,
  createRouter,
  createTurnRunner,
  decideBeside,
  type Router,
  type TurnRunner,
} from '#router/index.ts';
import { createReadBeside } from '#safety/beside/ask.ts';
import { createTellSilence } from '#safety/beside/tell-silence.ts';
import { bringCare, type OnFound, type SafetyGate } from '#safety/index.ts';
import type { Ground } from './ground.ts';

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

/** The last part of the path. It stands alone, because what people and modules send also goes through it. */
export function createSending(ground: Ground): Outbox {
  const { database, clock, ids, log, leases, batches, live, files, directory, pulse } = ground;
  const adapters = watchSends(ground.meters.watchAdapters(ground.adapters, ground.tracing.sent), pulse);
  return createOutbox({
    database,
    clock,
    ids,
    log,
    leases,
    batches,
    live,
    files,
    adapter: (type) => adapters.get(type),
    channel: (organizationId, channelId) => directory.byId(organizationId, channelId),
    io: (channel) => ioFor(ground, channel),
    async pauseChannel(channel, trouble) {
      const paused = await pauseChannel({ database, clock, ids, directory }, channel, trouble);
      if (paused) tellOfChannel(live, channel);
      return paused;
    },
    taker: ground.waits.taker,
  });
}

export function ioFor({ client, signal }: Pick<Ground, 'client' | 'signal'>, { privateAddresses }: LoadedChannel): ChannelIo {
  return createChannelIo(client, { signal, privateAddresses });
}

interface PathParts {
  readonly outbox: Outbox;
  readonly brain: Brain;
  readonly flows: Preparing;
  readonly models: Models;
  readonly journal: Journal | null;
  readonly upkeep: Upkeep;
  readonly accountLife: AccountLife;
  readonly flood: Flood;
  readonly keepers: ReadonlyMap<string, Keeper>;
  /** The safety gate found something, and it is committed. Must not throw. */
  readonly onFound: OnFound;
  /** What became of alerts to members, which are no messages of a conversation. Must not throw. */
  hearAlerts(organizationId: string, statuses: readonly ReceivedStatus[]): Promise<void>;
}

export function createMessagePath(ground: Ground, parts: PathParts): MessagePath {
  const { database, clock, ids, log, leases, batches, live, files, adapters, directory, pulse, waits, tracing } = ground;
  const { outbox, brain, models, accountLife, onFound } = parts;
  const { assistants } = brain;
  const channelLog = createChannelLog({ database, clock, ids });
  const router = createRouter(brain);
  const channel = (organizationId: string, channelId: string) => directory.byId(organizationId, channelId);
  const adapter = (type: string) => adapters.get(type);
  const stage = { database, clock, ids, log, leases, batches, live, onFound };

  const media = createMediaFetcher({ database, clock, log, files, live, adapter, channel, io: (from) => ioFor(ground, from) });

  const reading = createReading(ground, parts);
  const turns = createTurnRunner({
    ...stage,
    keepers: parts.keepers,
    channel,
    begin: (work, from, signal) => beginTurn(ground, { work, channel: from, signal }),
    listen: createListening({ models, assistants, readFile: createReadSentFile({ database, clock, files, media }) }),
    decide: (turn: Turn, mark) => decideMeasured(ground, turn, () => decideTurn({ ...reading, mark }, router, turn)),
    leave: (turn: Turn) => router.leave(turn).path,
    heed: router.heed,
    restsUntil: (turn) => restsUntil(parts.flows, router, turn),
    onBegin: createReadMarks({
      clock,
      log,
      adapter,
      io: (to) => ioFor(ground, to),
      thinks: (to) => assistants.get(to.assistant.kind)?.thinks === true,
    }),
    onDecided: (work, replyIds) => tellDecided(ground, work, replyIds),
    sendsAtOnce: outbox.sendsAtOnce,
    onLanes: (lanes) => outbox.send(lanes),
    onQueued: (organizationId, conversationId) => outbox.wake(organizationId, conversationId),
  });

  const accept = createAccept({
    ...stage,
    channelLog,
    gate: brain.gate,
    quietMs: (to) => quietMsFor(assistants, to.assistant),
    // The echo is for tests and measurements: it answers each message by itself, as fast as they come.
    floodMs: (to, address) => (to.assistant.kind === 'echo' ? 0 : parts.flood.quietMs(to.organizationId, address)),
    onWork: (work) => turns.take(work),
    onStored: (messages) => parts.upkeep.grown(messages),
  });

  async function settle(from: LoadedChannel, statuses: readonly ReceivedStatus[]): Promise<void> {
    await Promise.all([outbox.settle(from, statuses), parts.hearAlerts(from.organizationId, statuses)]);
  }
  const receiving = { accept, channelLog, settle, onNews: accountLife.hear, onFiles: media.look };
  const receive = tracing.receive(createReceive({ ...receiving, journal: parts.journal }));
  const acceptAgain = createReceive({ ...receiving, journal: null });

  const webhooks = { adapters, directory, receive, channelLog, pulse, waits, clock, log };
  return { receive, acceptAgain, turns, media, outbox, webhooks };
}

/** To whoever waits for the answer to what they sent, and to whoever follows the way of messages. */
function tellDecided({ waits, tracing }: Ground, work: ClaimedWork, replyIds: readonly string[]): void {
  tracing.decided(work, replyIds);
  const { id, channelId } = work.conversation;
  const providerIds = work.messages.flatMap((message) => message.providerId ?? []);
  waits.decided({ channelId, conversationId: id, providerIds, replies: replyIds.length });
}

function decideMeasured({ meters, tracing }: Ground, turn: Turn, decide: () => Promise<string>): Promise<string> {
  return tracing.decide(turn, async () => {
    const began = performance.now();
    let path = 'failed';
    try {
      path = await decide();
      return path;
    } finally {
      meters.turn(path, (performance.now() - began) / 1000);
    }
  });
}

function createReading(ground: Ground, { brain, flows, models }: PathParts): Reading {
  const read = createReadBeside({ models, onAsked: createTellSilence(ground) });
  return { database: ground.database, gate: brain.gate, flows, read };
}

interface Reading {
  readonly database: Database;
  readonly gate: SafetyGate;
  readonly flows: Preparing;
  readonly read: BesideTools['read'];
}

/** What the gate needs is read before anything is decided, by a model too where one reads; what the flows need, when the guards have passed. */
function decideTurn(
  { database, gate, flows, ...beside }: Reading & Pick<BesideTools, 'mark'>,
  router: Router,
  turn: Turn,
): Promise<string> {
  return decideBeside(turn, { gate, ...beside }, async (read) => {
    const cared = await bringCare(read, { database, gate });
    const { path } = await router.route(cared, (guarded) => flowsFor(flows, guarded));
    return path;
  });
}

/** Nothing but the assistant waits; so not who begins a flow. */
async function restsUntil(flows: Preparing, router: Router, turn: Turn): Promise<Date | null> {
  const until = router.restsUntil(turn);
  return until && !(await beginsFlow(flows, turn)) ? until : null;
}

interface Beginning {
  readonly work: ClaimedWork;
  readonly channel: LoadedChannel;
  readonly signal: AbortSignal;
}

function beginTurn({ clock, ids, log, adapters, say, tracing }: Ground, { work, channel, signal }: Beginning) {
  tracing.begun(work);
  const scope = {
    organization: { id: work.organizationId },
    // An assistant acts for nobody: what it may do beyond answering is given to it by name, later.
    actor: { kind: 'system' as const, id: 'turn', permissions: new Set<string>() },
    key: channel.key,
    clock,
    ids,
    log,
    signal,
  };
  const facts = {
    id: ids.next(),
    contact: work.contact,
    conversation: work.conversation,
    messages: work.messages,
    channel: channelFacts(channel, adapters.get(channel.type)?.abilities),
  };
  const begun = clock.now().getTime();
  return bufferTurn(scope, facts, say, () => clock.now().getTime() - begun);
}
