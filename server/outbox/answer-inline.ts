import { type ChannelAdapter, ChannelError, type Inline } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import type { ClaimedLane, LaneRow } from '#core/lane.ts';
import { fromColumns } from '#core/messages/content.ts';
import type { Stamp } from './lane-store.ts';

/** Somebody whose own request is held until what is said to it is there. */
export interface Taker {
  /** Resolves when their answer was written with all of it: true; or when it will never be: false. */
  offer(messages: readonly unknown[]): Promise<boolean>;
  /** What is said goes another way. */
  decline(): void;
}

export interface Answering {
  adapter(type: string): ChannelAdapter | undefined;
  /** True when the row may be sent now. */
  stamp(organizationId: string, stamp: Stamp): Promise<boolean>;
  /** Who waits for what is said in this conversation. */
  taker(conversationId: string): Taker | undefined;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Gives what stands at the head of a lane to whoever waits for it in the answer to their own request. Returns the rows that were taken;
 * the others are sent as always. A row is stamped as for any sending: should the program die over it, it comes once more with its id.
 */
export async function answerInline(
  options: Answering,
  { lane, channel, signal }: { lane: ClaimedLane; channel: LoadedChannel; signal: AbortSignal },
): Promise<ReadonlySet<string>> {
  const taker = options.taker(lane.conversationId);
  if (!taker) return nothing;
  const inline = channel.state === 'active' && !signal.aborted ? options.adapter(channel.type)?.inline : undefined;
  const composed = inline ? composeHead(inline, lane, channel) : [];
  const stamp = (row: LaneRow) =>
    options.stamp(lane.organizationId, { message_id: row.id, conversation_id: lane.conversationId, lease: lane.lease, extend: false });
  const stamped = await Promise.all(composed.map(async (one) => ((await stamp(one.row)) ? [one] : [])));
  const said = stamped.flat();
  if (said.length === 0) {
    taker.decline();
    return nothing;
  }
  return (await taker.offer(said.map(({ message }) => message))) ? new Set(said.map(({ row }) => row.id)) : nothing;
}

interface Composed {
  readonly row: LaneRow;
  readonly message: unknown;
}

/** The rows that can go at once, up to the first that cannot: nothing overtakes it. */
function composeHead(inline: Inline, lane: ClaimedLane, channel: LoadedChannel): Composed[] {
  const composed: Composed[] = [];
  for (const row of lane.rows.filter((one) => !isOver(lane, one))) {
    const message = composeRow(inline, { lane, row, channel });
    if (message === null) break;
    composed.push({ row, message });
  }
  return composed;
}

function isOver({ silencedTo }: ClaimedLane, { status, position }: LaneRow): boolean {
  return !['pending', 'sending', 'uncertain'].includes(status) || (silencedTo !== null && position <= silencedTo);
}

/** Null: not this way. What the channel cannot carry is refused where every message is, with the reason. */
function composeRow(inline: Inline, { lane, row, channel }: { lane: ClaimedLane; row: LaneRow; channel: LoadedChannel }): unknown {
  const content = row.status === 'pending' ? fromColumns(row) : null;
  if (!content) return null;
  const quoted = row.quotes ? { quotes: row.quotes } : {};
  try {
    return inline.compose({ id: row.id, recipient: lane.recipient, content, ...quoted }, channel);
  } catch (error) {
    if (error instanceof ChannelError) return null;
    throw error;
  }
}
