import type { Clock } from '#platform/clock.ts';

/** Tells a server of the operator's about what happens here: gathered, sent every few seconds, left out when it cannot be. Nothing waits for it and nothing fails with it. */
export interface Outpost<T> {
  add(item: T): void;
  /** Sends what is left, once. */
  close(): Promise<void>;
}

const everyMs = 5000;
/** Beyond this the rest is left out until the next sending: memory stays small when there is much to tell, or nobody listens. */
const keptMax = 2000;

export interface OutpostOptions<T> {
  readonly clock: Clock;
  /** May reject; then these are lost. */
  deliver(items: readonly T[]): Promise<void>;
  /** Told of each sending that failed. */
  onLost(error: unknown, count: number): void;
}

export function createOutpost<T>({ clock, deliver, onLost }: OutpostOptions<T>): Outpost<T> {
  let waiting: T[] = [];
  let cancel: () => void = () => undefined;
  let closed = false;

  async function flush(): Promise<void> {
    const items = waiting;
    waiting = [];
    if (items.length > 0) await deliver(items).catch((error: unknown) => onLost(error, items.length));
  }
  // Begun here and not with what is told, which may happen inside a transaction, where nobody may be asked.
  function wait(): void {
    cancel = clock.after(everyMs, () => void flush().finally(() => closed || wait()));
  }
  wait();
  return {
    add(item) {
      if (waiting.length < keptMax) waiting.push(item);
    },
    async close() {
      closed = true;
      cancel();
      await flush();
    },
  };
}
