// What both builds need: to know whether a source is newer than what was built from it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs `build` unless `out` was built from exactly these sources. `skip` tells which paths below them do not count. */
export async function whenChanged({ folder, out, sources, skip = () => false }, build) {
  const stamp = join(out, '.built-from');
  const now = fingerprintOf({ folder, sources, skip });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  await build();
  // Written last, so that an interrupted build is done again.
  writeFileSync(stamp, now);
}

/** Names, sizes and dates: cheap, and a wrong "changed" costs only a build. */
function fingerprintOf({ folder, sources, skip }) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(folder, path);
    if (skip(path) || !existsSync(full)) return;
    const stat = statSync(full);
    if (stat.isDirectory()) for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
    else hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const source of sources) add(source);
  return hash.digest('hex');
}
