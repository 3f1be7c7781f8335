import type { Clock } from '#platform/clock.ts';

/**
 * Somebody who writes more than a person can (a loop between two programs, a prank) shall not make a decision and an answer of each
 * message. Nothing is refused or dropped: everything is stored, and what came is decided together. In memory of one process,
 * because a webhook must not wait for another server; several processes each count what they took.
 */
export interface Flood {
  /** Counts a message of this sender, and says how long to wait for more of them; 0: not at all. */
  quietMs(organizationId: string, address: string): number;
}

const windowMs = 60_000;
/** A turn waits at most four times as long (`countWork` in accept-store.ts): one decision every ten seconds. */
const floodQuietMs = 2500;
const sendersMax = 20_000;

/** `perMinute` messages of one contact are ordinary; 0: any number is. */
export function createFlood({ clock, perMinute }: { clock: Clock; perMinute: number }): Flood {
  const counts = new Map<string, { count: number; until: number }>();
  return {
    quietMs(organizationId, address) {
      if (perMinute === 0) return 0;
      const now = clock.now().getTime();
      const name = `${organizationId}/${address}`;
      let entry = counts.get(name);
      if (!entry || entry.until <= now) {
        entry = { count: 0, until: now + windowMs };
        // Deleted first, so that the map stays ordered by the beginning of the minute and the oldest can go.
        counts.delete(name);
        counts.set(name, entry);
        const oldest = counts.size > sendersMax ? counts.keys().next().value : undefined;
        if (oldest !== undefined) counts.delete(oldest);
      }
      entry.count += 1;
      return entry.count > perMinute ? floodQuietMs : 0;
    },
  };
}
