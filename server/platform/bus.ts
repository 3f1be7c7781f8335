import { type Log, places } from '#platform/log.ts';

/**
 * What processes on one database tell each other. Hints, and nothing else: whoever hears nothing finds out by itself, a little later.
 * A process does not hear itself.
 */
export interface Bus {
  /** Never throws and never waits. What is told in one moment goes together. */
  tell(note: Note): void;
  /** Calls `take` for each note of another process from now on. */
  hear(take: (note: Note) => void): void;
  close(): Promise<void>;
}

export interface Note {
  /** Decides what else is in it. */
  readonly about: string;
  readonly [name: string]: unknown;
}

/** A process alone. */
export const noBus: Bus = { tell: () => undefined, hear: () => undefined, close: async () => undefined };

/** Told in one moment beyond this, the rest is left out: it is hints. */
const notesMax = 2000;

export interface BusOptions {
  /** One name for all processes of one installation, and for no other. */
  readonly channel: string;
  /** This process. */
  readonly self: string;
  readonly log: Log;
}

/** Over Redis: publish and subscribe, nothing is kept in it. While Redis is away nobody hears anything. */
export async function openRedisBus(url: string, { channel, self, log }: BusOptions): Promise<Bus> {
  const { Redis } = await import('ioredis');
  const listeners: ((note: Note) => void)[] = [];
  let waiting: Note[] = [];
  let away = false;

  function open() {
    const redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: 2000,
      retryStrategy: (times) => Math.min(times * 500, 10_000),
    });
    redis.on('error', (error: unknown) => {
      if (!away) log.warn({ err: places(error) }, 'Redis is away: this process and the others tell each other nothing until it is back');
      away = true;
    });
    return redis;
  }
  const speaker = open();
  const listener = open();
  listener.on('ready', () => {
    away = false;
    listener.subscribe(channel).catch((error: unknown) => log.warn({ err: places(error) }, 'what other processes tell cannot be heard'));
  });
  listener.on('message', (_channel: string, text: string) => {
    const { from, notes } = read(text);
    if (from !== self) for (const note of notes) for (const take of listeners) take(note);
  });

  function flush(): void {
    const notes = waiting;
    waiting = [];
    speaker.publish(channel, JSON.stringify({ from: self, notes })).catch(() => undefined);
  }

  return {
    tell(note) {
      if (waiting.length === 0) setImmediate(flush);
      if (waiting.length < notesMax) waiting.push(note);
    },
    hear: (take) => void listeners.push(take),
    async close() {
      speaker.disconnect();
      listener.disconnect();
    },
  };
}

/** Whoever else writes there says nothing to us. */
function read(text: string): { from: string; notes: readonly Note[] } {
  try {
    const said = JSON.parse(text) as { from?: unknown; notes?: unknown };
    if (typeof said.from === 'string' && Array.isArray(said.notes)) return { from: said.from, notes: said.notes.filter(isNote) };
  } catch {
    // Not ours.
  }
  return { from: '', notes: [] };
}

function isNote(value: unknown): value is Note {
  return typeof value === 'object' && value !== null && typeof (value as Note).about === 'string';
}
