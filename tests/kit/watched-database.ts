import type { Answers, Database, Script } from '#platform/db/database.ts';

/** Tells when the program's own database work begins and ends, so that a story can wait for an effect instead of sleeping. */
export interface DatabaseWatch {
  /** Resolves when no script is under way and what it started had its chance to begin another. */
  idle(): Promise<void>;
  /**
   * Asks until the answer is not false, null or undefined: now, and after each piece of work of the program. Rejects when that
   * takes longer than `timeoutMs`.
   */
  until<T>(ask: () => Promise<T | false | null | undefined>, timeoutMs?: number): Promise<T>;
  /** Runs before each script: a test holds one back, or fails it. What is held back does not count as under way. */
  before: (label: string) => Promise<void> | void;
  /** The labels of the scripts that ran, in order. */
  readonly labels: string[];
  stop(): void;
}

/** How a test's own questions are labelled: they are not work of the program. */
export const testLook = 'look';

/**
 * Scripts, which the message path is made of, can be held back and are listed. Under way is whatever the program asks the
 * database: what follows a message without being waited for (the call to people) works through ordinary transactions.
 */
export function watchDatabase(database: Database): DatabaseWatch {
  const run = database.script;
  const use = database.engine.use;
  const labels: string[] = [];
  let underWay = 0;
  let wake: (() => void)[] = [];

  const changed = () => {
    const waiting = wake;
    wake = [];
    for (const one of waiting) one();
  };
  database.script = async <S extends Script>(label: string, organization: string | null, statements: S): Promise<Answers<S>> => {
    labels.push(label);
    try {
      await watch.before(label);
      return (await run.call(database, label, organization, statements)) as Answers<S>;
    } finally {
      // What awaits the script goes on first.
      setImmediate(changed);
    }
  };
  database.engine.use = async (label, work, limit) => {
    if (label === testLook) return use(label, work, limit);
    underWay += 1;
    try {
      return await use(label, work, limit);
    } finally {
      underWay -= 1;
      setImmediate(changed);
    }
  };
  const nextChange = () => new Promise<void>((resolve) => wake.push(resolve));

  async function idle(): Promise<void> {
    for (let calm = 0; calm < 3; calm += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (underWay === 0) continue;
      calm = -1;
      await nextChange();
    }
  }

  const watch: DatabaseWatch = {
    labels,
    before: () => undefined,
    idle,
    async until(ask, timeoutMs = 8000) {
      const late = Symbol('late');
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<typeof late>((resolve) => {
        timer = setTimeout(resolve, timeoutMs, late);
      });
      try {
        for (;;) {
          const change = nextChange();
          const answer = await ask();
          if (answer !== false && answer !== null && answer !== undefined) return answer;
          if ((await Promise.race([change, tooLate])) === late) throw new Error(`Nothing of the kind within ${timeoutMs} ms: ${ask}`);
        }
      } finally {
        clearTimeout(timer);
      }
    },
    stop: () => {
      database.script = run;
      database.engine.use = use;
    },
  };
  return watch;
}
