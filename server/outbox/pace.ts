import type { ChannelLimits } from '#channels/channel.ts';
import type { Clock } from '#platform/clock.ts';

/**
 * How fast may be sent: a token bucket for the channel's number and one for each pair of number and contact, as GCRA
 * (generic cell rate algorithm): one moment per bucket, so that a waiting message has a place instead of a race.
 * Kept in this process; it forgets at a restart, which is at most one burst too many.
 */
export interface Pace {
  /**
   * Takes a place now, or says how many milliseconds to wait. A wait of up to `patienceMs` is taken as well (the caller
   * will wait it out); a longer one takes nothing.
   */
  take(who: { channelId: string; conversationId: string }, limits: ChannelLimits, patienceMs: number): number;
  /** Whether a place can be had without waiting; takes none. */
  isFree(who: { channelId: string; conversationId: string }, limits: ChannelLimits): boolean;
  /** The provider said to slow the whole channel down for so long. */
  hold(channelId: string, milliseconds: number): void;
}

/** Buckets of contacts are forgotten when they are full again; looked through once there are this many. */
const bucketsMax = 10_000;

interface Bucket {
  /** Theoretical arrival time: when the bucket is full again, in milliseconds. */
  full: number;
}

export function createPace(clock: Clock): Pace {
  const channels = new Map<string, Bucket>();
  const pairs = new Map<string, Bucket>();

  function bucket(buckets: Map<string, Bucket>, key: string, now: number): Bucket {
    let found = buckets.get(key);
    if (!found) {
      if (buckets.size >= bucketsMax) {
        for (const [other, { full }] of buckets) if (full <= now) buckets.delete(other);
      }
      found = { full: now };
      buckets.set(key, found);
    }
    return found;
  }

  const bucketsOf = ({ channelId, conversationId }: { channelId: string; conversationId: string }, now: number) => ({
    channel: bucket(channels, channelId, now),
    pair: bucket(pairs, conversationId, now),
  });

  return {
    take(who, limits, patienceMs) {
      const now = clock.now().getTime();
      const { channel, pair } = bucketsOf(who, now);
      const wait = waitOf(channel, pair, limits, now);
      if (wait > patienceMs) return wait;
      channel.full = Math.max(channel.full, now) + channelEvery(limits);
      pair.full = Math.max(pair.full, now) + pairEvery(limits);
      return wait;
    },
    isFree(who, limits) {
      const now = clock.now().getTime();
      const { channel, pair } = bucketsOf(who, now);
      return waitOf(channel, pair, limits, now) === 0;
    },
    hold(channelId, milliseconds) {
      const now = clock.now().getTime();
      const held = bucket(channels, channelId, now);
      held.full = Math.max(held.full, now + milliseconds + 1000);
    },
  };
}

const channelEvery = (limits: ChannelLimits) => 1000 / limits.perSecond;
const pairEvery = (limits: ChannelLimits) => limits.pair.everySeconds * 1000;

/** The number may burst one second's worth; the pair as many as the provider lends. */
function waitOf(channel: Bucket, pair: Bucket, limits: ChannelLimits, now: number): number {
  const channelWait = waitFor(channel, now, channelEvery(limits) * Math.max(0, limits.perSecond - 1));
  return Math.max(channelWait, waitFor(pair, now, pairEvery(limits) * (limits.pair.burst - 1)));
}

function waitFor(bucket: Bucket, now: number, tolerance: number): number {
  return Math.max(0, Math.ceil(bucket.full - now - tolerance));
}
