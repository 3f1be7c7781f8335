import type { Arrival } from './graph.ts';
import type { Sending } from './load.ts';
import type { PreparedMessage } from './messages.ts';
import { percentile } from './statistics.ts';

export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What one load showed. Times in milliseconds. */
export interface Figures {
  /** First webhook sent → last reply at the Graph. */
  readonly perSecond: number;
  /** Webhook sent → answered. */
  readonly ack: Latency;
  /** Webhook sent → its reply at the Graph. */
  readonly reply: Latency;
  readonly faults: Faults;
}

export interface Faults {
  /** Webhooks not answered with 200. */
  readonly refused: number;
  /** Messages without a reply, and replies beyond the first of each. */
  readonly lost: number;
  readonly twice: number;
  /** Replies that came before the reply to an earlier message of the contact, which had been answered when this one was sent. */
  readonly outOfOrder: number;
}

export const noFaults: Faults = { refused: 0, lost: 0, twice: 0, outOfOrder: 0 };

export function measure(messages: readonly PreparedMessage[], sending: Sending, arrivals: readonly Arrival[]): Figures {
  const first = firstArrivals(arrivals);
  const repliedAt = messages.map(({ text }) => first.get(`echo: ${text}`) ?? Number.NaN);
  const answered = repliedAt.flatMap((at, index) => (Number.isNaN(at) ? [] : [at - (sending.sentAt[index] as number)]));
  const acks = messages.map((_, index) => (sending.ackedAt[index] as number) - (sending.sentAt[index] as number));
  const began = sending.sentAt[0] as number;
  const ended = Math.max(began, ...repliedAt.filter((at) => !Number.isNaN(at)));
  return {
    perSecond: (answered.length * 1000) / (ended - began),
    ack: latencyOf(acks),
    reply: latencyOf(answered),
    faults: {
      refused: sending.refused,
      lost: messages.length - answered.length,
      twice: arrivals.length - first.size,
      outOfOrder: outOfOrder(messages, sending, repliedAt),
    },
  };
}

export function addFaults(a: Faults, b: Faults): Faults {
  return { refused: a.refused + b.refused, lost: a.lost + b.lost, twice: a.twice + b.twice, outOfOrder: a.outOfOrder + b.outOfOrder };
}

function firstArrivals(arrivals: readonly Arrival[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const [text, at] of arrivals) if (!first.has(text)) first.set(text, at);
  return first;
}

function latencyOf(values: readonly number[]): Latency {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95), p99: percentile(values, 0.99) };
}

/** Only pairs of which the second was sent after the first had been answered: nobody can say how others shall be ordered. */
function outOfOrder(messages: readonly PreparedMessage[], sending: Sending, repliedAt: readonly number[]): number {
  const before = new Map<number, number>();
  let count = 0;
  for (const [index, { contact }] of messages.entries()) {
    const earlier = before.get(contact);
    before.set(contact, index);
    if (earlier === undefined || (sending.ackedAt[earlier] as number) > (sending.sentAt[index] as number)) continue;
    if ((repliedAt[index] as number) < (repliedAt[earlier] as number)) count += 1;
  }
  return count;
}
