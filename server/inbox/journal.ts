import { fdatasync, mkdirSync } from 'node:fs';
import { type FileHandle, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '#platform/log.ts';

/**
 * The embedded database makes no fsync call, so a power cut could take back what was answered 200. Every accepted reception
 * is therefore also written here and synced before the answer, and accepted again at the next start; de-duplication makes
 * that harmless. A segment is dropped once the database's own files have been synced after it (`rotate`).
 *
 * One line an entry: JSON, then the next. A torn line is what a power cut or a full disk leaves; it was never answered 200.
 */
export interface Journal {
  /**
   * Resolves when the entry is on the disk. What arrives during a sync goes into the next one together. `stored` is the
   * entry's way into the database: its segment is kept until that has ended.
   */
  append(entry: unknown, stored: Promise<unknown>): Promise<void>;
  /**
   * Begins a new segment; when all that is in the older ones has reached the database, lets `settle` make its files durable,
   * then drops them.
   */
  rotate(settle: () => Promise<void>): Promise<void>;
  /** Bytes in the current segment. */
  readonly size: number;
  close(): Promise<void>;
}

const sync = promisify(fdatasync);

interface Segment {
  readonly number: number;
  readonly file: FileHandle;
  size: number;
  /** The last write failed, perhaps in the middle of a line. */
  torn: boolean;
  /** The writing that is under way. */
  writing: Promise<void>;
  /** Entries on their way into the database. */
  readonly storing: Set<Promise<unknown>>;
}

export async function openJournal(folder: string): Promise<Journal> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let segment = await openSegment(folder, Math.max(0, ...(await segments(folder)).map(numberOf)) + 1);
  let pending: { text: string; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let working: Promise<void> | null = null;
  let rotating: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      const written = write(segment, batch.map((one) => one.text).join(''));
      segment.writing = written.catch(() => undefined);
      try {
        await written;
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    working = null;
  }

  async function rotate(settle: () => Promise<void>): Promise<void> {
    const next = await openSegment(folder, segment.number + 1);
    const previous = segment;
    segment = next;
    await previous.writing;
    await previous.file.close();
    // What is on its way now would be in no durable file if the database's were synced without it.
    await Promise.allSettled(previous.storing);
    await settle();
    for (const name of await segments(folder)) if (numberOf(name) < next.number) await unlink(join(folder, name));
  }

  return {
    append(entry, stored) {
      const { storing } = segment;
      storing.add(stored);
      void stored.then(
        () => storing.delete(stored),
        () => storing.delete(stored),
      );
      return new Promise((resolve, reject) => {
        pending.push({ text: `${JSON.stringify(entry)}\n`, resolve, reject });
        working ??= flush();
      });
    },
    rotate(settle) {
      const mine = rotating.then(() => rotate(settle));
      rotating = mine.catch(() => undefined);
      return mine;
    },
    get size() {
      return segment.size;
    },
    async close() {
      await rotating;
      await working;
      await segment.file.close();
    },
  };
}

async function write(segment: Segment, text: string): Promise<void> {
  // A line of its own, so that half a line before it takes nothing whole with it.
  const bytes = Buffer.from(segment.torn ? `\n${text}` : text);
  segment.torn = true;
  await segment.file.appendFile(bytes);
  await sync(segment.file.fd);
  segment.torn = false;
  segment.size += bytes.length;
}

/** Hands every whole entry of every segment to `accept`, oldest first. Returns how many there were. */
export async function replayJournal(folder: string, log: Log, accept: (entry: unknown) => Promise<void>): Promise<number> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let count = 0;
  for (const name of await segments(folder)) {
    for (const line of (await readFile(join(folder, name), 'utf8')).split('\n')) {
      if (line === '') continue;
      let entry: unknown;
      try {
        entry = JSON.parse(line);
      } catch {
        log.warn({ segment: name }, 'the journal holds a torn entry, which was never answered; it is left out');
        continue;
      }
      await accept(entry);
      count += 1;
    }
  }
  return count;
}

async function segments(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^\d{10}\.journal$/.test(name)).sort();
}

function numberOf(name: string): number {
  return Number.parseInt(name, 10);
}

async function openSegment(folder: string, number: number): Promise<Segment> {
  const file = await open(join(folder, `${String(number).padStart(10, '0')}.journal`), 'a', 0o600);
  return { number, file, size: 0, torn: false, writing: Promise.resolve(), storing: new Set() };
}
