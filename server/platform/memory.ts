import type { Clock } from './clock.ts';

/**
 * Answers kept for a time, as promises: whoever asks while the first answer is on its way waits for the same one. A failed
 * reading is not kept. The oldest entries go when there are too many.
 */
export interface Memory<T> {
  has(key: string): boolean;
  get(key: string): Promise<T> | undefined;
  set(key: string, answer: Promise<T>): Promise<T>;
  delete(key: string): void;
  clear(): void;
  /** How long ago it was asked for, in milliseconds; null: it is not here. */
  age(key: string): number | null;
}

interface Entry<T> {
  readonly answer: Promise<T>;
  readonly askedAt: number;
  /** Known once the answer is there. */
  until: number;
}

export function createMemory<T>(options: { clock: Clock; most: number; keepMs(answer: T): number }): Memory<T> {
  const entries = new Map<string, Entry<T>>();
  const now = () => options.clock.now().getTime();

  function fresh(key: string): Entry<T> | undefined {
    const entry = entries.get(key);
    if (entry && entry.until <= now()) {
      entries.delete(key);
      return undefined;
    }
    return entry;
  }

  return {
    has: (key) => fresh(key) !== undefined,
    get: (key) => fresh(key)?.answer,
    set(key, answer) {
      const entry: Entry<T> = { answer, askedAt: now(), until: Number.POSITIVE_INFINITY };
      entries.delete(key);
      entries.set(key, entry);
      answer.then(
        (value) => {
          entry.until = entry.askedAt + options.keepMs(value);
        },
        () => {
          if (entries.get(key) === entry) entries.delete(key);
        },
      );
      const oldest = entries.size > options.most ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
      return answer;
    },
    delete: (key) => void entries.delete(key),
    clear: () => entries.clear(),
    age(key) {
      const entry = fresh(key);
      return entry ? now() - entry.askedAt : null;
    },
  };
}
