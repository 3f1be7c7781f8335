/**
 * How many requests to one kind of provider are under way at once. The HTTP client queues what exceeds its connections; a
 * message that waited there would already be stamped *sending*, and be in doubt when its time runs out. So it waits here,
 * before the stamp.
 */
export interface Gate {
  /** Resolves with the function that gives the place back; first come, first served. */
  enter(kind: string): Promise<() => void>;
}

/** `most` places for each kind. */
export function createGate(most: number): Gate {
  const inside = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();

  function queue(kind: string, enter: () => void): void {
    const line = waiting.get(kind);
    if (line) line.push(enter);
    else waiting.set(kind, [enter]);
  }

  function leave(kind: string): void {
    const next = waiting.get(kind)?.shift();
    // The place goes to the next one without being free in between.
    if (next) next();
    else inside.set(kind, (inside.get(kind) ?? 1) - 1);
  }

  return {
    async enter(kind) {
      const taken = inside.get(kind) ?? 0;
      if (taken < most) inside.set(kind, taken + 1);
      else await new Promise<void>((resolve) => queue(kind, resolve));
      return () => leave(kind);
    },
  };
}
