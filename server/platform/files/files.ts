import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type Clock, later } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { listOrganizationIds } from '#platform/db/tenants.ts';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import { FileFault, inWords } from './file-fault.ts';
import { addFile, claimBlob, dropUnusedBlobs, type FileRow } from './file-store.ts';
import { lookAt } from './media-type.ts';
import { createPreviews, type Previews, previewKeys } from './preview.ts';
import type { Storage } from './storage.ts';

/** Files of the organizations: taken as a stream, kept by what they hold, given back whole or in part. */
export interface Files extends Previews {
  /** Keeps a file. Throws `FileFault` for one that is too large, empty, or not what it is said to be; the source's own errors as they are. */
  take(incoming: IncomingFile): Promise<TakenFile>;
  /** The bytes of a file. */
  read: Storage['read'];
  /** Removes the bytes of files that are gone, and their previews. */
  collect(): Promise<void>;
}

export interface IncomingFile {
  readonly organizationId: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What it is said to be. */
  readonly mediaType: string;
  readonly name: string | null;
  readonly bytesMax: number;
  readonly conversationId: string | null;
  /** Which media types may come out of it. */
  readonly accepts?: RegExp;
}

export type TakenFile = Omit<FileRow, 'key' | 'organizationId'>;

export interface FilesOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly storage: Storage;
}

/** Bytes that nothing refers to are kept this long: their file may be on its way. */
const unusedSeconds = 3600;

export function createFiles({ database, clock, ids, storage }: FilesOptions): Files {
  return {
    async take({ organizationId, bytes, mediaType: said, name, bytesMax, conversationId, accepts = /./ }) {
      const id = ids.next();
      const path = await storage.incoming(id);
      try {
        const { hash, size } = await write(bytes, path, bytesMax);
        const mediaType = await lookAt(path, said);
        if (!accepts.test(mediaType))
          throw new FileFault('wrong_type', `The file is ${mediaType}, which does not fit.`, 'Ask for it in another form.');
        const own = `organization/${organizationId}/${hash.slice(0, 2)}/${hash}.${id}`;
        const key = await claimBlob(database, organizationId, { hash, key: own, size }, clock.now());
        await storage.place(path, key);
        const file = { id, hash, mediaType, name: cleanName(name), conversationId };
        const createdAt = clock.now();
        await addFile(database, organizationId, file, createdAt);
        return { id, mediaType, name: file.name, conversationId, createdAt, size };
      } finally {
        await rm(path, { force: true });
      }
    },
    read: storage.read,
    ...createPreviews(storage),
    async collect() {
      const before = later(clock.now(), -unusedSeconds);
      await storage.forgetIncoming(before);
      for (const organizationId of await listOrganizationIds(database)) {
        for (const key of await dropUnusedBlobs(database, organizationId, before)) {
          for (const one of [key, ...previewKeys(key)]) await storage.remove(one);
        }
      }
    },
  };
}

async function write(bytes: AsyncIterable<Uint8Array>, path: string, bytesMax: number): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  async function* measured() {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > bytesMax) {
        const reason = `The file is larger than ${inWords(bytesMax)}.`;
        throw new FileFault('too_large', reason, 'Ask for a smaller file, or for a link to it.');
      }
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(measured, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  if (size === 0) throw new FileFault('empty', 'The file is empty.', 'Send it again.');
  return { hash: hash.digest('hex'), size };
}

/** A name for people: one line, no path, not too long. */
function cleanName(name: string | null): string | null {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}"]/gu, '')
    .trim()
    .slice(-240)
    .toWellFormed();
  return clean === '' || /^\.+$/.test(clean) ? null : clean;
}

const everyMs = 3_600_000;

/** Collects once an hour; the returned function stops it. */
export function startCollecting({ files, clock, log }: { files: Files; clock: Clock; log: Log }): () => void {
  let stopped = false;
  let cancel = clock.after(everyMs, run);
  function run(): void {
    const done = () => {
      if (!stopped) cancel = clock.after(everyMs, run);
    };
    files
      .collect()
      .catch((error: unknown) => log.warn({ err: places(error) }, 'files that are gone could not be removed; it is tried again'))
      .finally(done);
  }
  return () => {
    stopped = true;
    cancel();
  };
}
