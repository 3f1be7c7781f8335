import { fsync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const sync = promisify(fsync);

/**
 * Makes a folder's files durable: syncs every file and folder changed since `since`. PGlite writes through the file system
 * but never syncs, so this is what stands between a checkpoint and a power cut.
 */
export async function syncFolder(folder: string, since: Date): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncFolder(path, since);
    else if (entry.isFile()) await syncIfChanged(path, since);
  }
  await syncIfChanged(folder, since);
}

async function syncIfChanged(path: string, since: Date): Promise<void> {
  try {
    if ((await stat(path)).mtime < since) return;
    const handle = await open(path, 'r');
    try {
      await sync(handle.fd);
    } finally {
      await handle.close();
    }
  } catch (error) {
    // PostgreSQL removes old files of its own between two looks.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
