import type { Clock } from '#platform/clock.ts';

/** So much at once, then so much a second: what one connection may ask. False: too much. */
export function createAllowance(clock: Clock, { burst, perSecond }: { burst: number; perSecond: number }): () => boolean {
  let left = burst;
  let at = clock.now().getTime();
  return () => {
    const now = clock.now().getTime();
    left = Math.min(burst, left + ((now - at) / 1000) * perSecond);
    at = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
