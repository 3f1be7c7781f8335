import { AsyncLocalStorage } from 'node:async_hooks';
import { DatabaseError, DatabaseUnreachable } from './db/statement.ts';

/**
 * Micro-batches without timers: what arrives while the last batch of the same key is under way goes together with the
 * next. Under light load every item goes at once and alone; under heavy load one round trip serves many. Keys
 * never wait for each other, and items of two keys are never in one batch.
 */
export interface Batcher<Item, Answer> {
  add(key: string, item: Item): Promise<Answer>;
}

/**
 * Batchers that take turns: of one key one batch is under way at a time, whichever of them it is of. So the stages of a message
 * never wait for each other's locks, and what gathers meanwhile makes each batch larger: most of what a script costs it costs once
 * (docs/decisions/0035-stages-take-turns.md).
 */
export interface Batches {
  /**
   * `run` gets at most `most` items and returns an answer for each. When a batch fails it is run again one by one, so that
   * one bad item never takes its neighbours down; a database that cannot be reached fails them all at once. It must not wait for
   * another batch of the same key.
   */
  batcher<Item, Answer>(most: number, run: Run<Item, Answer>): Batcher<Item, Answer>;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

type Run<Item, Answer> = (key: string, items: readonly Item[]) => Promise<readonly Answer[]>;

export function createBatches(): Batches {
  const line = createLine();
  return { batcher: (most, run) => createBatcher({ most, run, line }) };
}

/** Who waits behind the batch that is under way, by key; first come, first served. */
interface Line {
  /** Null: nothing to wait for, it is yours already. */
  enter(key: string): Promise<void> | null;
  leave(key: string): void;
}

function createLine(): Line {
  const waiting = new Map<string, (() => void)[]>();
  return {
    enter(key) {
      const others = waiting.get(key);
      if (others) return new Promise((resolve) => others.push(resolve));
      waiting.set(key, []);
      return null;
    },
    leave(key) {
      const next = waiting.get(key)?.shift();
      if (next) next();
      else waiting.delete(key);
    },
  };
}

interface BatcherOptions<Item, Answer> {
  readonly most: number;
  readonly run: Run<Item, Answer>;
  readonly line: Line;
}

function createBatcher<Item, Answer>({ most, run, line }: BatcherOptions<Item, Answer>): Batcher<Item, Answer> {
  const queues = new Map<string, Waiting<Item, Answer>[]>();

  // A batch is nobody's own: it must not run under the limits of whoever happened to come first.
  const outside = AsyncLocalStorage.snapshot();

  async function drain(key: string, queue: Waiting<Item, Answer>[]): Promise<void> {
    while (queue.length > 0) {
      const ahead = line.enter(key);
      if (ahead !== null) await ahead;
      const away = await runTogether(run, key, queue.splice(0, most));
      line.leave(key);
      // Each further batch would wait as long for the same answer, and keep what it holds in memory meanwhile.
      if (away) for (const one of queue.splice(0)) one.reject(away);
    }
    queues.delete(key);
  }

  return {
    add(key, item) {
      return new Promise((resolve, reject) => {
        const waiting = { item, resolve, reject };
        const queue = queues.get(key);
        if (queue) return void queue.push(waiting);
        const fresh = [waiting];
        queues.set(key, fresh);
        void outside(drain, key, fresh);
      });
    },
  };
}

/** Two scripts met in the wrong order, and the database ended this one; it may simply be run again. */
const mayRunAgain: ReadonlySet<string> = new Set(['40P01', '40001']);
const attemptsMax = 3;

/** Settles every item of the batch; never throws. Returns what says that the database is away. */
async function runTogether<Item, Answer>(
  run: Run<Item, Answer>,
  key: string,
  batch: readonly Waiting<Item, Answer>[],
): Promise<DatabaseUnreachable | null> {
  const items = batch.map((one) => one.item);
  try {
    const answers = await runAgain(() => run(key, items));
    for (const [index, one] of batch.entries()) one.resolve(answers[index] as Answer);
    return null;
  } catch (error) {
    const away = error instanceof DatabaseUnreachable ? error : null;
    if (batch.length === 1 || away) for (const one of batch) one.reject(error);
    else for (const one of batch) await runTogether(run, key, [one]);
    return away;
  }
}

async function runAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attemptsMax || !(error instanceof DatabaseError && mayRunAgain.has(error.code))) throw error;
    }
  }
}
