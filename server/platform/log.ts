import { type Logger, pino } from 'pino';

/**
 * Structured logs. Ids, counts, codes and durations only: never what a person wrote, their name, number or address, and
 * never a secret. A test greps a whole story's log for them.
 */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** Writes JSON lines to standard output, or nothing at all at level "silent". */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // The last line of defence: these names never carry anything that may be written down.
    redact: {
      paths: ['text', 'body', 'name', 'phone', 'email', 'password', 'token', '*.text', '*.body', '*.password', '*.token', 'req.headers'],
      remove: true,
    },
  });
}

/** An error as it may be logged. Its message is left out: a foreign error may quote what a person wrote. */
export function places(error: unknown): { name: string; code: string | undefined; at: string | undefined } {
  const fault = error as Error & { code?: string };
  return { name: fault?.name ?? typeof error, code: fault?.code, at: fault?.stack?.split('\n    at ').slice(1, 6).join(' < ') };
}
