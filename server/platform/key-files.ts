import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The secret key in the data folder, where it is not given by the environment; and, while it is being replaced, the next one
 * beside it. Both with mode 0600.
 */
export const keyFile = (folder: string) => join(folder, 'secret.key');
export const nextKeyFile = (folder: string) => join(folder, 'secret.key.next');

export function decodeKey(text: string): Buffer | null {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  return bytes.length === 32 ? bytes : null;
}

/** The key that is to replace the one in use; null: none is being replaced. Throws when the file holds none. */
export function readNextKey(folder: string): Buffer | null {
  const path = nextKeyFile(folder);
  return existsSync(path) ? readKey(path) : null;
}

/** Throws when the file does not hold a key. */
export function readKey(path: string): Buffer {
  const key = decodeKey(readFileSync(path, 'utf8').trim());
  if (!key) throw new Error(`${basename(path)} does not hold 32 bytes as base64; restore it from a backup`);
  return key;
}

/** On the disk before anything is sealed with it: a key that a power cut takes away takes everything with it. */
export function writeNextKey(folder: string, key: Buffer): void {
  const path = nextKeyFile(folder);
  // Half a file is no key: it gets its name when it is whole.
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, 'w', 0o600);
  writeSync(file, `${key.toString('base64')}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(unfinished, path);
  syncFolder(folder);
}

/** The next key takes the place of the old one, which is gone with that. */
export function adoptNextKey(folder: string): void {
  renameSync(nextKeyFile(folder), keyFile(folder));
  syncFolder(folder);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
