import type { ChannelAdapter, ChannelIo, ReceivedStatus } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import type { OutboundContent, SendTrouble } from '#contract/messages.ts';
import type { ClaimedLane } from '#core/lane.ts';
import type { Leases } from '#core/lease.ts';
import type { Live } from '#core/live/live.ts';
import { filesIn } from '#core/messages/content.ts';
import type { Batches } from '#platform/batch.ts';
import { type Clock, sleep } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Files } from '#platform/files/files.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import type { Taker } from './answer-inline.ts';
import { foldStatuses, toStatusItem } from './fold-statuses.ts';
import { createHandOver } from './hand-over.ts';
import { createLaneBatches } from './lane-batches.ts';
import { makeChannelDue } from './lane-store.ts';
import { createPace } from './pace.ts';
import { sendLane } from './send-lane.ts';

/** The outbox: what was committed goes out, in order per conversation, inside window, pace and the provider's rules. */
export interface Outbox {
  /**
   * Whether a reply, were it the head of a free lane, would be handed to its provider with no wait before: the script that queues it then
   * stamps it too, which saves a round trip. What is not sent after all goes back to waiting; a death in between leaves one more in doubt.
   */
  sendsAtOnce(channel: LoadedChannel, conversationId: string, content: OutboundContent): boolean;
  /** Sends lanes whose lease is held. Never throws; what is lost here the sweep finds again. */
  send(lanes: readonly ClaimedLane[]): void;
  /** Something is queued in this conversation, or due at a moment to come. */
  wake(organizationId: string, conversationId: string, dueAt?: Date): void;
  /** A channel was mended: what waits in its lanes need not wait longer. Never throws. */
  resume(organizationId: string, channelId: string): void;
  /** Takes what a provider says became of our messages; a status never moves backwards. */
  settle(channel: LoadedChannel, statuses: readonly ReceivedStatus[]): Promise<void>;
  stop(graceMs: number): Promise<void>;
}

export interface OutboxOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly leases: Leases;
  readonly batches: Batches;
  readonly live: Live;
  readonly files: Pick<Files, 'read'>;
  io(channel: LoadedChannel): ChannelIo;
  adapter(type: string): ChannelAdapter | undefined;
  channel(organizationId: string, channelId: string): Promise<LoadedChannel | null>;
  pauseChannel(channel: LoadedChannel, trouble: SendTrouble): Promise<boolean>;
  /** Who takes what is said in this conversation in the answer to their own request. */
  taker(conversationId: string): Taker | undefined;
}

/** A wake-up further away than this is left to the sweep. */
const timerMsMax = 60_000;

export function createOutbox(options: OutboxOptions): Outbox {
  const { clock } = options;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const batches = createLaneBatches(options);
  const sending = { ...options, ...batches, pace: createPace(clock), handOver: createHandOver(options) };

  function start(work: Promise<void>): void {
    const guarded = work.catch((error: unknown) => options.log.error({ err: places(error) }, 'a lane could not be sent'));
    underWay.add(guarded);
    void guarded.finally(() => underWay.delete(guarded));
  }

  async function run(lane: ClaimedLane): Promise<void> {
    const channel = await options.channel(lane.organizationId, lane.channelId);
    if (!channel) return;
    const next = await sendLane(sending, lane, channel, stopping.signal);
    if (next) wake(lane.organizationId, lane.conversationId, next.dueAt);
  }

  function wake(organizationId: string, conversationId: string, dueAt?: Date): void {
    if (!stopping.signal.aborted) start(claimWhenDue(organizationId, conversationId, dueAt));
  }

  async function claimWhenDue(organizationId: string, conversationId: string, dueAt?: Date): Promise<void> {
    const wait = dueAt ? dueAt.getTime() - clock.now().getTime() : 0;
    if (wait > timerMsMax) return;
    if (wait > 0) await sleep(clock, wait, stopping.signal);
    if (stopping.signal.aborted) return;
    const lane = await batches.claim(organizationId, conversationId);
    if (lane) await run(lane);
  }

  return {
    sendsAtOnce(channel, conversationId, content) {
      if (stopping.signal.aborted || channel.state !== 'active' || filesIn(content).length > 0) return false;
      const adapter = options.adapter(channel.type);
      return (
        adapter !== undefined && !adapter.inline && sending.pace.isFree({ channelId: channel.channelId, conversationId }, channel.limits)
      );
    },
    send: (lanes) => {
      for (const lane of lanes) start(run(lane));
    },
    wake,
    resume: (organizationId, channelId) => start(makeChannelDue(options.database, { organizationId, channelId }, clock.now())),
    async settle(channel, received) {
      const items = foldStatuses(received.map(toStatusItem));
      if (items.length === 0) return;
      for (const conversationId of await batches.settle(channel, items)) wake(channel.organizationId, conversationId);
    },
    async stop(graceMs) {
      stopping.abort();
      await Promise.race([Promise.all(underWay), sleep(clock, graceMs)]);
    },
  };
}
