import type { Clock } from '#platform/clock.ts';
import { createIds, type Ids } from '#platform/ids.ts';

/** Ids and chance from a seed: the same run makes the same ids. */
export function createSeededIds(clock: Clock, seed = 1): Ids {
  let state = seed >>> 0 || 1;
  // xorshift32: small, and good enough to be different each time.
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) & 0xff;
  };
  return createIds(clock, (target) => {
    for (let index = 0; index < target.length; index += 1) target[index] = next();
  });
}
