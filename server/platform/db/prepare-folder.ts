import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BadStart } from '#platform/errors.ts';
import { programFile } from '#platform/program.ts';

/**
 * Makes a new embedded database in a process of its own: initdb needs some 300 MB that the program would never give back.
 * Does nothing when there is one already.
 */
export function prepareFolder(folder: string): void {
  if (isPrepared(folder)) return;
  const result = spawnSync(process.execPath, [programFile('server/platform/db/initdb-worker.ts'), folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (result.status !== 0)
    throw new BadStart([`The embedded database could not be made in ${folder}: ${result.stderr.trim().split('\n').at(-1)}`]);
}

export function isPrepared(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION'));
}
