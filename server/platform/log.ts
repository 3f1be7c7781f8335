import { type Logger, type LoggerOptions, pino } from 'pino';

/**
 * Structured logs. Ids, counts, codes and durations only: never what a person wrote, their name, number or address, and
 * never a secret. A test greps a whole story's log for them.
 */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** Told of what is logged as an error: its fields, and its sentence. */
export type OnError = (fields: unknown, sentence: unknown) => void;

/** Writes JSON lines to standard output, or nothing at all at level "silent". */
export function createLog(level: string, onError?: OnError): Logger {
  return pino({
    level,
    base: null,
    ...(onError ? { hooks: tellErrors(onError) } : {}),
    timestamp: pino.stdTimeFunctions.isoTime,
    // The last line of defence: these names never carry anything that may be written down.
    redact: {
      paths: ['text', 'body', 'name', 'phone', 'email', 'password', 'token', '*.text', '*.body', '*.password', '*.token', 'req.headers'],
      remove: true,
    },
  });
}

/** pino's number for errors. */
const errorLevel = 50;

function tellErrors(onError: OnError): LoggerOptions['hooks'] {
  return {
    logMethod(words, write, level) {
      if (level >= errorLevel) onError(words[0], words[1]);
      write.apply(this, words);
    },
  };
}

/** An error as it may be logged. Its message is left out: a foreign error may quote what a person wrote. */
export function places(error: unknown): { name: string; code: string | undefined; at: string | undefined } {
  const fault = error as Error & { code?: string };
  return { name: fault?.name ?? typeof error, code: fault?.code, at: fault?.stack?.split('\n    at ').slice(1, 6).join(' < ') };
}
