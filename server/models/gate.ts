/** Lets so many in at once, in all and for each key; who waits is let in in turn by key, so that one busy key holds up only itself. */
export interface FairGate {
  /** Resolves with the way out when there is room; rejects with the signal's reason when that comes first. */
  enter(key: string, signal: AbortSignal): Promise<() => void>;
}

interface Waiting {
  admit(): void;
}

export function createFairGate({ total, each }: { total: number; each: number }): FairGate {
  const inside = new Map<string, number>();
  // In order of their next turn: a key that was let in goes to the end.
  const waiting = new Map<string, Waiting[]>();
  let all = 0;

  const hasRoom = (key: string) => all < total && (inside.get(key) ?? 0) < each;

  function admit(key: string): () => void {
    all += 1;
    inside.set(key, (inside.get(key) ?? 0) + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      all -= 1;
      const still = (inside.get(key) ?? 1) - 1;
      if (still === 0) inside.delete(key);
      else inside.set(key, still);
      next();
    };
  }

  function next(): void {
    for (const [key, queue] of waiting) {
      if (!hasRoom(key)) continue;
      waiting.delete(key);
      const first = queue.shift();
      if (queue.length > 0) waiting.set(key, queue);
      first?.admit();
      return;
    }
  }

  return {
    enter(key, signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (hasRoom(key) && !waiting.has(key)) return Promise.resolve(admit(key));
      return new Promise((resolve, reject) => {
        const one: Waiting = {
          admit() {
            signal.removeEventListener('abort', giveUp);
            resolve(admit(key));
          },
        };
        function giveUp() {
          const left = (waiting.get(key) ?? []).filter((other) => other !== one);
          if (left.length > 0) waiting.set(key, left);
          else waiting.delete(key);
          reject(signal.reason);
        }
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.set(key, [...(waiting.get(key) ?? []), one]);
      });
    },
  };
}
