import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where bytes lie. Few verbs, so that a bucket can take the disk's place. */
export interface Storage {
  /** Puts the bytes of a finished local file under a key; the file is gone afterwards. Doing it twice is harmless. */
  place(path: string, key: string): Promise<void>;
  /** The bytes, all or from `start` to `end` inclusive. An error of the stream, when they are missing. */
  read(key: string, range?: { readonly start: number; readonly end: number }): Readable;
  /** Puts a few bytes under a key, whole or not at all. Doing it twice is harmless. */
  write(key: string, bytes: Buffer): Promise<void>;
  /** How many bytes lie under a key; null: none. */
  size(key: string): Promise<number | null>;
  /** Nothing happens when they are gone already. */
  remove(key: string): Promise<void>;
  /** A path on this machine for a file that is being written. */
  incoming(name: string): Promise<string>;
  /** Removes what was being written when the program died, before that moment. */
  forgetIncoming(before: Date): Promise<void>;
}

/** Keys are paths below the folder; only the program makes them. */
export function createDiskStorage(folder: string): Storage {
  const pathOf = (key: string) => join(folder, key);
  async function place(path: string, key: string): Promise<void> {
    const target = pathOf(key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await syncFile(path);
    await rename(path, target);
  }
  async function incoming(name: string): Promise<string> {
    const path = join(folder, 'incoming', name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return path;
  }
  return {
    place,
    incoming,
    async write(key, bytes) {
      const path = await incoming(key.replaceAll('/', '.'));
      await writeFile(path, bytes, { mode: 0o600 });
      await place(path, key);
    },
    async size(key) {
      const found = await stat(pathOf(key)).catch(() => null);
      return found === null ? null : found.size;
    },
    read: (key, range) => createReadStream(pathOf(key), range),
    remove: (key) => rm(pathOf(key), { force: true }),
    async forgetIncoming(before) {
      const names = await readdir(join(folder, 'incoming')).catch(() => []);
      for (const name of names) {
        const path = join(folder, 'incoming', name);
        const found = await stat(path).catch(() => null);
        if (found !== null && found.mtime < before) await rm(path, { force: true });
      }
    },
  };
}

/** A name that survives a power cut must not lead to bytes that did not. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
