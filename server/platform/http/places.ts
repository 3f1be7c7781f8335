/**
 * How many requests to one server are under way at once. A client's own queue would hide how long a request waited there, and
 * one whose time ran out in it would look as if it might have arrived.
 */
export interface Places {
  /** Resolves with the function that gives the place back; first come, first served. Rejects when the signal is aborted first. */
  enter(server: string, signal: AbortSignal): Promise<() => void>;
}

/** `most` places for each server. */
export function createPlaces(most: number): Places {
  const taken = new Map<string, number>();
  const waiting = new Map<string, Set<() => void>>();

  function leave(server: string): void {
    const [next] = waiting.get(server) ?? [];
    // The place goes to the next one without being free in between.
    if (next) {
      next();
      return;
    }
    const left = (taken.get(server) ?? 1) - 1;
    if (left > 0) taken.set(server, left);
    else taken.delete(server);
  }

  function wait(server: string, signal: AbortSignal): Promise<void> {
    const line = waiting.get(server) ?? new Set();
    waiting.set(server, line);
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        line.delete(enter);
        if (line.size === 0) waiting.delete(server);
        signal.removeEventListener('abort', giveUp);
        settle();
      };
      const enter = () => done(resolve);
      const giveUp = () => done(() => reject(signal.reason));
      line.add(enter);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  return {
    async enter(server, signal) {
      const before = taken.get(server) ?? 0;
      if (before < most) taken.set(server, before + 1);
      else await wait(server, signal);
      return () => leave(server);
    },
  };
}
