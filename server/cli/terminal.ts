import { type Config, loadConfig, readVariable } from '#platform/config.ts';
import { BadStart, Refusal } from '#platform/errors.ts';

/** One line for the person at the terminal. Logs are JSON lines; this is the rest. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** All faults of a start in plain words, to standard error; anything unexpected with its stack. */
export function sayFaults(error: unknown): void {
  if (error instanceof BadStart) {
    process.stderr.write(`Baraza cannot start:\n${error.faults.map((fault) => `  - ${fault}`).join('\n')}\n`);
  } else if (error instanceof Refusal) {
    process.stderr.write(`${error.message}\n`);
  } else if ((error as NodeJS.ErrnoException)?.code === 'EADDRINUSE') {
    process.stderr.write(
      'Baraza cannot start:\n  - The port is in use by another program. Set PORT to another one, or stop that program.\n',
    );
  } else {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  }
}

export interface Environment {
  readonly config: Config;
  read(name: string): string | undefined;
}

/** The configuration; null after its faults have been said. */
export function parseEnvironment(): Environment | null {
  try {
    return { config: loadConfig(), read: readVariable };
  } catch (error) {
    sayFaults(error);
    return null;
  }
}

/**
 * Calls `stop` once at the first wish to end: a signal, or the end of the process that started us (its channel closes even
 * when it is killed). A terminal's Ctrl+C reaches us twice, from the group and passed on.
 */
export function whenAskedToStop(stop: () => Promise<void>): void {
  let asked = false;
  const once = () => {
    if (asked) return;
    asked = true;
    void stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once);
  process.on('disconnect', once);
}
