import type { Clock } from '#platform/clock.ts';

/** A clock that stands still until it is told to move; timers fire in order while it moves. */
export interface TestClock extends Clock {
  /** Moves on, firing what falls due on the way. Resolves when the work the timers started had a chance to begin. */
  advance(milliseconds: number): Promise<void>;
  /** Is so much later at once: what fell due meanwhile fires once, as after a sleep of the machine. For days, not for seconds. */
  skip(milliseconds: number): Promise<void>;
}

/** The time in the examples of the API (contract/examples.ts), so that examples and tests look alike. */
export const testStart = new Date('2026-11-20T14:00:00.000Z');

export function createTestClock(start: Date = testStart): TestClock {
  let now = start.getTime();
  const timers = new Set<{ at: number; work: () => void }>();

  return {
    now: () => new Date(now),
    after(milliseconds, work) {
      const timer = { at: now + milliseconds, work };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async skip(milliseconds) {
      now += milliseconds;
      await this.advance(0);
    },
    async advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.work();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

/** Lets promises that are already decided run their continuations. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
