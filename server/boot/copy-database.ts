import { constants } from 'node:fs';
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { checkpoint } from '#platform/db/upkeep.ts';
import { Refusal } from '#platform/errors.ts';
import type { Ids } from '#platform/ids.ts';
import type { Storage } from './open-storage.ts';

/**
 * For a backup of the embedded database, in the program that holds it: copies its files while its one session is held, so that the copy is of one
 * moment. Reading the copy is the command's: it takes long, and memory that the server would not give back.
 */
export type CopyDatabase = () => Promise<DatabaseCopy>;

export interface DatabaseCopy {
  /** Whoever asked for it removes it. */
  readonly folder: string;
  /** How long nobody else was served. */
  readonly stillSeconds: number;
}

interface CopyParts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function createCopyDatabase({ dataFolder }: Pick<Config, 'dataFolder'>, { storage, clock, ids }: CopyParts): CopyDatabase {
  return async () => {
    if (storage.database.engine.kind !== 'embedded')
      throw new Refusal('bad_request', 'The data is on a server, which keeps a snapshot by itself.');
    await removeForgotten(dataFolder, clock.now());
    const folder = join(dataFolder, `backup-${ids.next()}`);
    try {
      await mkdir(folder, { mode: 0o700 });
      await checkpoint(storage.database);
      const began = performance.now();
      // On file systems that can, a copy costs neither time nor room.
      const options = { recursive: true, mode: constants.COPYFILE_FICLONE };
      await storage.database.engine.use('backup', () => cp(join(dataFolder, 'database'), join(folder, 'database'), options));
      return { folder, stillSeconds: (performance.now() - began) / 1000 };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  };
}

const forgottenMs = 24 * 3600 * 1000;

/** Copies of commands that were killed. */
async function removeForgotten(dataFolder: string, now: Date): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    const path = join(dataFolder, name);
    if (name.startsWith('backup-') && now.getTime() - (await stat(path)).mtimeMs > forgottenMs)
      await rm(path, { recursive: true, force: true });
  }
}
