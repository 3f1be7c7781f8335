import type { Ids } from '#platform/ids.ts';

/**
 * Names for leases. A lease is held by whoever can name it; the name is new for every claim, so a commit under an expired
 * and retaken lease is refused by comparing names (a fencing token).
 */
export interface Leases {
  next(): string;
}

/** How long a turn or a lane may be held without a sign of life before another worker takes it over. */
export const leaseSeconds = 60;

/** `worker` is in the name so that a person looking at the row can tell who holds it. */
export function createLeases(ids: Ids): Leases {
  const worker = ids.next();
  let count = 0;
  return {
    next() {
      count += 1;
      return `${worker}/${count}`;
    },
  };
}
