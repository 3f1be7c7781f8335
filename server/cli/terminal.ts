import { type Config, loadConfig, readVariable } from '#platform/config.ts';
import { BadStart, Refusal } from '#platform/errors.ts';

/** One line for the person at the terminal. Logs are JSON lines; this is the rest. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Why a server cannot listen, by Node's code (errno(3)). */
const listenFaults: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use by another program. Set PORT to another one (8080 when it is not set), or stop that program.',
  EADDRNOTAVAIL: 'HOST is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for every address it has.',
  ENOTFOUND: 'HOST is not an address this machine knows. Use 127.0.0.1, or 0.0.0.0 for every address it has.',
  EACCES: 'PORT may not be used by this user. Use one above 1023.',
};

/** All faults of a start in plain words, to standard error; anything unexpected with its stack. */
export function sayFaults(error: unknown): void {
  if (error instanceof BadStart) {
    process.stderr.write(`Baraza cannot start:\n${error.faults.map((fault) => `  - ${fault}`).join('\n')}\n`);
  } else if (error instanceof Refusal) {
    process.stderr.write(`${error.message}\n`);
  } else if (listenFaults[(error as NodeJS.ErrnoException)?.code ?? '']) {
    process.stderr.write(`Baraza cannot start:\n  - ${listenFaults[(error as NodeJS.ErrnoException).code ?? '']}\n`);
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
