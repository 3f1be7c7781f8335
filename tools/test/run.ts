import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DATABASE_URL, REDIS_URL } from '../services/servers.ts';

/**
 * `npm test`: every test, on the embedded database. `npm run test:services`: every test again, on PostgreSQL and Redis, and
 * with them those in tests/services/ that need real servers. `npm run test:drills`: what an operator goes through (a machine lost, keys replaced), with
 * real processes, which takes minutes. All other words go to Vitest (`npm test -- server/inbox -t lease`).
 */

const root = join(import.meta.dirname, '../..');
const words = process.argv.slice(2);
const onServices = words[0] === '--services';
const isDrill = words[0] === '--drills';
if (onServices || isDrill) words.shift();
if (isDrill) words.unshift('tests/drills');
else words.push('--exclude', 'tests/drills/**');

// What a person's own installation uses is never touched by a test; tests/kit looks at the BARAZA_TEST_ names only.
delete process.env.DATABASE_URL;
delete process.env.REDIS_URL;
if (onServices) {
  bringUpServices();
} else {
  delete process.env.BARAZA_TEST_DATABASE_URL;
  delete process.env.BARAZA_TEST_REDIS_URL;
  words.push('--exclude', 'tests/services/**');
}

function bringUpServices(): void {
  if (process.env.BARAZA_TEST_DATABASE_URL) return;
  const started = spawnSync(process.execPath, [join(root, 'tools/services/services.ts'), 'start'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (started.status !== 0) process.exit(started.status ?? 1);
  process.env.BARAZA_TEST_DATABASE_URL = DATABASE_URL;
  process.env.BARAZA_TEST_REDIS_URL = REDIS_URL;
}

// Whoever started us is gone, so nobody reads the result. Waiting for that keeps nothing alive by itself.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

// In this process: Vitest has the last word, and gets Ctrl-C from the terminal itself.
process.chdir(root);
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
process.argv = [process.execPath, vitest, 'run', ...words];
await import(pathToFileURL(vitest).href);
