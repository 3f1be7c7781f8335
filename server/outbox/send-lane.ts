import { type ChannelAdapter, ChannelError, type ChannelIo } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import type { OutboundContent, SendTrouble } from '#contract/messages.ts';
import type { ClaimedLane, LaneRow } from '#core/lane.ts';
import { leaseSeconds } from '#core/lease.ts';
import { filesIn, fromColumns } from '#core/messages/content.ts';
import { type Clock, later, sleep } from '#platform/clock.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import { type Answering, answerInline } from './answer-inline.ts';
import type { HandOver } from './hand-over.ts';
import type { Mark } from './lane-store.ts';
import type { Pace } from './pace.ts';

/** How long a send of unknown outcome waits for a status before it is sent once more (docs/decisions/0005-uncertain-sends.md). */
const uncertainSeconds = 30;
/** A wait up to this long is sat out with the lane in hand; a longer one gives the lane back. */
const patienceMs = 2000;
/** A lane with much in it is held longer than its lease: after this long each send renews it. */
const renewAfterMs = (leaseSeconds * 1000) / 4;
/** A message is tried for this long, or until its window closes. */
const retryHours = 24;
const backoffSecondsMax = 15 * 60;
/** Tries to write down what became of a row: 1, 2, 4, 8 s apart. Each may take long; when the lease is over it is another's to say. */
const markAttempts = 5;
/** How soon the lane of a paused channel looks again. */
const pausedSeconds = 60;

export interface SendOptions extends Answering {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** What the adapter may use to reach this channel's provider. */
  io(channel: LoadedChannel): ChannelIo;
  readonly pace: Pace;
  readonly handOver: HandOver;
  /** Returns what waits in the lane behind it; null when the lane was not given back, or belongs to another by now. */
  mark(organizationId: string, mark: Mark): Promise<{ more: boolean; dueAt: Date } | null>;
  /** The channel cannot send until a person mends it; false: they have, since this was sent. */
  pauseChannel(channel: LoadedChannel, trouble: SendTrouble): Promise<boolean>;
}

/** What happens to a row after looking at it or trying it. */
type Fate =
  | { readonly kind: 'settled'; readonly status: Mark['status']; readonly providerId?: string; readonly trouble?: SendTrouble }
  /** Settled already, by a status or a person: only the lane moves on. */
  | { readonly kind: 'passed' }
  | { readonly kind: 'wait'; readonly status: 'pending' | 'uncertain'; readonly until: Date; readonly trouble: SendTrouble | null };

/**
 * Sends a lane's rows in order: each is stamped, handed to the adapter, and marked. Stops at the first that must wait, so
 * that nothing overtakes it. Returns when the lane wants to be looked at again, or null.
 */
export async function sendLane(
  options: SendOptions,
  lane: ClaimedLane,
  channel: LoadedChannel,
  signal: AbortSignal,
): Promise<{ dueAt: Date } | null> {
  const rows = lane.rows;
  const began = options.clock.now();
  const taken = await answerInline(options, { lane, channel, signal });
  for (const [index, row] of rows.entries()) {
    const fate = taken.has(row.id)
      ? sent
      : signal.aborted
        ? waitNow(options, row)
        : await decideFate(options, { lane, row, channel, signal, began });
    const last = fate.kind === 'wait' || index === rows.length - 1;
    const left = await markFirmly(options, lane.organizationId, toMark(lane, row, fate, last));
    if (last) return left?.more ? { dueAt: left.dueAt } : null;
    if (!left) return null;
  }
  return null;
}

/** Taken in the answer to the provider's own request: it names no id of its own. */
const sent: Fate = { kind: 'settled', status: 'sent' };

/** What the provider answered is known nowhere else yet: a database that is away for a moment must not make it a doubt. */
async function markFirmly(options: SendOptions, organizationId: string, mark: Mark): Promise<{ more: boolean; dueAt: Date } | null> {
  const end = later(options.clock.now(), leaseSeconds);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await options.mark(organizationId, mark);
    } catch (error) {
      if (attempt === markAttempts || options.clock.now() >= end) throw error;
      await sleep(options.clock, 2 ** attempt * 500);
    }
  }
}

interface Attempt {
  readonly lane: ClaimedLane;
  readonly row: LaneRow;
  readonly channel: LoadedChannel;
  readonly signal: AbortSignal;
  /** When the lane's first row was looked at. */
  readonly began: Date;
}

async function decideFate(options: SendOptions, attempt: Attempt): Promise<Fate> {
  const { row, channel } = attempt;
  const now = options.clock.now();
  if (!['pending', 'sending', 'uncertain'].includes(row.status)) return { kind: 'passed' };
  if (attempt.lane.silencedTo !== null && row.position <= attempt.lane.silencedTo)
    return { kind: 'settled', status: 'failed', trouble: silencedTrouble };
  if (!row.stamped && (row.status === 'sending' || row.status === 'uncertain')) {
    const doubt = weighUncertain(row, now);
    if (doubt) return doubt;
  }
  if (channel.state !== 'active') return { kind: 'wait', status: 'pending', until: later(now, pausedSeconds), trouble: null };
  const adapter = options.adapter(channel.type);
  if (!adapter) return { kind: 'settled', status: 'error', trouble: noAdapter(channel.type) };
  if (row.kind !== 'template' && windowClosed(adapter, attempt.lane, now))
    return { kind: 'settled', status: 'needs_template', trouble: windowTrouble };

  const wait = options.pace.take({ channelId: channel.channelId, conversationId: attempt.lane.conversationId }, channel.limits, patienceMs);
  if (wait > patienceMs) return { kind: 'wait', status: 'pending', until: later(now, wait / 1000), trouble: null };
  if (wait > 0) await sleep(options.clock, wait, attempt.signal);
  if (attempt.signal.aborted) return waitNow(options, row);
  return post(options, adapter, attempt);
}

async function post(options: SendOptions, adapter: ChannelAdapter, { lane, row, channel, began }: Attempt): Promise<Fate> {
  const prepared = await prepare(options, { adapter, channel, row });
  if ('fate' in prepared) return prepared.fate;
  const { content, ids, uploaded } = prepared;
  const extend = options.clock.now().getTime() - began.getTime() > renewAfterMs;
  const stamp = { message_id: row.id, conversation_id: lane.conversationId, lease: lane.lease, extend };
  const stamped = row.stamped || (await options.stamp(lane.organizationId, stamp));
  // A status settled it meanwhile, or the lane is another's: giving the lane back and looking again finds out.
  if (!stamped) return { kind: 'wait', status: 'pending', until: options.clock.now(), trouble: null };
  const io = options.io(channel);
  try {
    const message = { id: row.id, recipient: lane.recipient, content, uploaded, ...(row.quotes ? { quotes: row.quotes } : {}) };
    const { providerId } = await adapter.send(message, channel, io);
    return { kind: 'settled', status: 'sent', providerId };
  } catch (error) {
    if (error instanceof ChannelError) {
      if (error.outcome === 'never' && ids.length > 0) await options.handOver.forget(channel, ids);
      return judge(options, error, { row, channel });
    }
    // The adapter itself failed. Nothing says whether the request left, so it is treated as if it had.
    options.log.error({ message: row.id, err: places(error) }, 'an adapter failed while sending');
    return { kind: 'wait', status: 'uncertain', until: later(options.clock.now(), uncertainSeconds), trouble: adapterTrouble };
  }
}

interface Prepared {
  readonly content: OutboundContent;
  readonly ids: readonly string[];
  readonly uploaded: Readonly<Record<string, string>>;
}

/** Reads what is to be said and hands over the files it names. Before the stamp: whatever goes wrong here, nothing was sent. */
async function prepare(
  options: SendOptions,
  { adapter, channel, row }: { adapter: ChannelAdapter; channel: LoadedChannel; row: LaneRow },
): Promise<Prepared | { readonly fate: Fate }> {
  const content = fromColumns(row);
  if (!content) return { fate: { kind: 'settled', status: 'error', trouble: unreadableTrouble } };
  const ids = filesIn(content).map((file) => file.id);
  if (ids.length === 0) return { content, ids, uploaded: {} };
  try {
    return { content, ids, uploaded: await options.handOver.handOver({ channel, adapter }, ids) };
  } catch (error) {
    if (error instanceof ChannelError) return { fate: await judge(options, error, { row, channel }) };
    options.log.error({ message: row.id, err: places(error) }, 'the file of a message could not be read');
    return { fate: { kind: 'settled', status: 'error', trouble: fileTrouble } };
  }
}

/** What the provider's refusal means for the message, its lane and the channel. */
async function judge(options: SendOptions, error: ChannelError, { row, channel }: { row: LaneRow; channel: LoadedChannel }): Promise<Fate> {
  const now = options.clock.now();
  const { trouble } = error;
  switch (error.outcome) {
    case 'never':
      return { kind: 'settled', status: 'failed', trouble };
    case 'window':
      return { kind: 'settled', status: 'needs_template', trouble };
    case 'unknown':
      return { kind: 'wait', status: 'uncertain', until: later(now, uncertainSeconds), trouble };
    case 'account':
      if (!(await options.pauseChannel(channel, trouble))) return { kind: 'wait', status: 'pending', until: later(now, 1), trouble };
      options.log.warn(
        { channel: channel.channelId, code: trouble.code },
        'a channel was paused: its provider refuses it; see the channel for what to do',
      );
      return { kind: 'wait', status: 'pending', until: later(now, pausedSeconds), trouble };
    default: {
      if (now.getTime() - row.createdAt.getTime() > retryHours * 3_600_000) return { kind: 'settled', status: 'error', trouble };
      const seconds = error.afterSeconds ?? backoff(options, row.attempts + 1);
      if (error.outcome === 'paced' && error.scope === 'channel') options.pace.hold(channel.channelId, seconds * 1000);
      return { kind: 'wait', status: 'pending', until: later(now, seconds), trouble };
    }
  }
}

/** Full jitter between half and all of 2, 4, 8 … seconds, so that a provider coming back is not hit by everyone at once. */
function backoff(options: SendOptions, attempts: number): number {
  const whole = Math.min(2 ** attempts, backoffSecondsMax);
  return whole / 2 + (options.ids.fraction() * whole) / 2;
}

/**
 * Replies, which are sent once more after a doubt. Twice a template is money and a complaint, twice a file a burden: those wait
 * for a person (docs/decisions/0005-uncertain-sends.md).
 */
const sentOnceMore: ReadonlySet<string> = new Set(['text', 'buttons', 'list', 'url', 'location_request', 'form', 'location', 'reaction']);

/**
 * A row that was being sent when its sender died, or whose answer was lost. It waits for a status that names it, from the
 * moment somebody noticed: a provider that could not reach us needs time to try again. Then a reply is sent once more.
 * Null: send it now.
 */
function weighUncertain(row: LaneRow, now: Date): Fate | null {
  const noticed = row.status === 'uncertain' ? (row.sendingAt ?? now) : now;
  const until = later(noticed, uncertainSeconds);
  if (until > now) return { kind: 'wait', status: 'uncertain', until, trouble: uncertainTrouble };
  if (row.doubts >= (sentOnceMore.has(row.kind) ? 2 : 1)) return { kind: 'settled', status: 'uncertain', trouble: uncertainTrouble };
  return null;
}

function windowClosed(adapter: ChannelAdapter, lane: ClaimedLane, now: Date): boolean {
  const hours = adapter.abilities.windowHours;
  if (hours === null) return false;
  return !lane.lastInboundAt || now.getTime() - lane.lastInboundAt.getTime() >= hours * 3_600_000;
}

/** The program is stopping: the lane is given back with the row as it was. */
function waitNow(options: SendOptions, row: LaneRow): Fate {
  const status = row.status === 'pending' || row.stamped ? 'pending' : 'uncertain';
  return { kind: 'wait', status, until: options.clock.now(), trouble: null };
}

function toMark(lane: ClaimedLane, row: LaneRow, fate: Fate, release: boolean): Mark {
  const { conversationId: conversation_id, contactId: contact_id, lease } = lane;
  const base = { message_id: row.id, conversation_id, contact_id, lease, provider_id: null, trouble: null, release };
  switch (fate.kind) {
    case 'passed':
      // "pending" never replaces a status that was settled, so the row stays as it is.
      return { ...base, status: 'pending', settled: row.position, due_at: null };
    case 'settled':
      return {
        ...base,
        status: fate.status,
        provider_id: fate.providerId ?? null,
        trouble: fate.trouble ?? null,
        settled: row.position,
        due_at: null,
      };
    default:
      return { ...base, status: fate.status, trouble: fate.trouble, settled: null, due_at: fate.until };
  }
}

const windowTrouble: SendTrouble = {
  code: 'outbox.window_closed',
  reason: 'More than the allowed time has passed since the person last wrote, so the channel takes templates only.',
  advice: 'Send an approved template, or wait until the person writes again.',
};
const silencedTrouble: SendTrouble = {
  code: 'outbox.opted_out',
  reason: 'The person asked for no more messages here before this one had left.',
  advice: 'Nothing to do: it was not sent, as they wished.',
};
const uncertainTrouble: SendTrouble = {
  code: 'outbox.uncertain',
  reason: 'The message was handed to the provider, but its answer was lost. The person may have received it.',
  advice: 'Wait for a delivery status. If none comes, ask the person before sending it again.',
};
const adapterTrouble: SendTrouble = {
  code: 'outbox.adapter_failed',
  reason: 'The program failed while sending, and does not know whether the message left.',
  advice: 'Wait for a delivery status. If it happens again, report it with the message id.',
};
const unreadableTrouble: SendTrouble = {
  code: 'outbox.unreadable',
  reason: 'What is stored of the message is not of a form that this program sends.',
  advice: 'Write it again. It was made by another version of the program, or by hand.',
};
const fileTrouble: SendTrouble = {
  code: 'outbox.file_unreadable',
  reason: 'The file that the message names could not be read.',
  advice: 'Upload the file again and send a new message. If it happens again, report it with the message id.',
};
const noAdapter = (type: string): SendTrouble => ({
  code: 'outbox.no_adapter',
  reason: `This program has no channel of type "${type}".`,
  advice: 'Start a version that has it, or remove the channel.',
});
