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
 * One line an entry: JSON, then the next. A torn last line is what a power cut leaves; it was never answered 200.
 */
export interface Journal {
  /** Resolves when the entry is on the disk. What arrives during a sync goes into the next one together. */
  append(entry: unknown): Promise<void>;
  /** Begins a new segment, lets `settle` make the database's files durable, then drops the older segments. */
  rotate(settle: () => Promise<void>): Promise<void>;
  /** Bytes in the current segment. */
  readonly size: number;
  close(): Promise<void>;
}

const sync = promisify(fdatasync);

export async function openJournal(folder: string): Promise<Journal> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let number = Math.max(0, ...(await segments(folder)).map(numberOf)) + 1;
  let file = await openSegment(folder, number);
  let size = 0;
  let pending: { text: string; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let working: Promise<void> | null = null;

  async function flush(): Promise<void> {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      try {
        const bytes = Buffer.from(batch.map((one) => one.text).join(''));
        await file.appendFile(bytes);
        await sync(file.fd);
        size += bytes.length;
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    working = null;
  }

  return {
    append(entry) {
      return new Promise((resolve, reject) => {
        pending.push({ text: `${JSON.stringify(entry)}\n`, resolve, reject });
        working ??= flush();
      });
    },
    async rotate(settle) {
      const older = (await segments(folder)).filter((name) => numberOf(name) <= number);
      await working;
      const previous = file;
      number += 1;
      file = await openSegment(folder, number);
      size = 0;
      await previous.close();
      await settle();
      for (const name of older) await unlink(join(folder, name));
    },
    get size() {
      return size;
    },
    async close() {
      await working;
      await file.close();
    },
  };
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
        log.warn({ segment: name }, 'the journal ends in a torn entry, which was never answered; it is left out');
        break;
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

function openSegment(folder: string, number: number): Promise<FileHandle> {
  return open(join(folder, `${String(number).padStart(10, '0')}.journal`), 'a', 0o600);
}
