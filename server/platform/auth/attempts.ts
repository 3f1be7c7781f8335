import type { Clock } from '#platform/clock.ts';
import { Refusal } from '#platform/errors.ts';

/**
 * Slows guessing down (OWASP Authentication Cheat Sheet, "login throttling"): after some free attempts each further one
 * must wait twice as long as the one before, at most a quarter of an hour. An attempt counts when it begins, so that many at
 * once gain nothing. In memory of one process: a restart forgives, and nobody is locked out for good.
 */
export interface Attempts {
  /** Counts an attempt, or throws a refusal (429) that says how long to wait. `key` names who is tried: an account, an address. */
  admit(key: string): void;
  /** The attempt was right: nothing is held against this key any more. */
  forgive(key: string): void;
  /** This one attempt was right: it does not count, the others still do (many people may share an address). */
  takeBack(key: string): void;
}

const waitSecondsMax = 15 * 60;
/** After this long without an attempt a key is forgotten. */
const forgetMs = 60 * 60 * 1000;
const keysMax = 50_000;

export function createAttempts(options: { clock: Clock; free: number }): Attempts {
  const tried = new Map<string, { count: number; last: number; until: number }>();

  return {
    admit(key) {
      const now = options.clock.now().getTime();
      const known = tried.get(key);
      const before = known && now - known.last < forgetMs ? known : { count: 0, last: now, until: 0 };
      if (now < before.until) {
        const seconds = Math.ceil((before.until - now) / 1000);
        throw new Refusal('too_many_requests', `Too many attempts. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`, {
          status: 429,
          details: { retryAfterSeconds: seconds },
        });
      }
      const count = before.count + 1;
      const wait = count < options.free ? 0 : Math.min(2 ** (count - options.free), waitSecondsMax);
      // Deleted first, so that the map stays ordered by the last attempt and the oldest can go.
      tried.delete(key);
      tried.set(key, { count, last: now, until: now + wait * 1000 });
      const oldest = tried.size > keysMax ? tried.keys().next().value : undefined;
      if (oldest !== undefined) tried.delete(oldest);
    },
    forgive: (key) => void tried.delete(key),
    takeBack(key) {
      const known = tried.get(key);
      if (known) tried.set(key, { ...known, count: known.count - 1, until: 0 });
    },
  };
}
