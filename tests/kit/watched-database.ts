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

/** Listens at `database.script`, which all of the message path goes through; the test's own questions do not. */
export function watchDatabase(database: Database): DatabaseWatch {
  const run = database.script;
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
      underWay += 1;
      const answers = run.call(database, label, organization, statements) as Promise<Answers<S>>;
      return await answers.finally(() => {
        underWay -= 1;
      });
    } finally {
      // What awaits the script goes on first.
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
    },
  };
  return watch;
}
