import { readFileSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { sep } from 'node:path';

/** statfs(2): the file system that lives in memory, where syncing costs nothing. */
const tmpfs = 0x01021994;

/** What the figures depend on, in one line each. Called before the load, which is why the load average means something. */
export function describeMachine(folder: string, postgres: string | null): string[] {
  const [cpu] = cpus();
  const lockfile = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
  const pglite = lockfile.packages[['node_modules', '@electric-sql', 'pglite'].join('/')]?.version;
  return [
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `${availableParallelism()} cores (${cpu?.model.trim()}), ${Math.round(totalmem() / 1024 ** 3)} GB, Linux ${release().split('-')[0]}`,
    `data ${statfsSync(folder + sep).type === tmpfs ? 'in memory (tmpfs): syncing costs nothing here' : 'on a disk'}`,
    `Node.js ${process.version.slice(1)}, PGlite ${pglite}${postgres ? `, PostgreSQL ${postgres}` : ''}`,
    `load average before the run: ${loadavg()[0]?.toFixed(2)} (0 on a quiet machine)`,
  ];
}
