import { join, resolve } from 'node:path';
import { BadCommand, orExplain, readOptions } from '#platform/command-line.ts';
import { CannotServe, unpackDebian } from './debian-folder.ts';
import { answers, DATABASE_URL, REDIS_URL, running, startPostgres, startRedis, stopServers } from './servers.ts';

/** PostgreSQL and Redis for tests and benchmarks: `start`, `stop`, `status`. See README.md in this folder. */

const folder = resolve(process.env.BARAZA_SERVICES_DIR ?? join(import.meta.dirname, '../../.services'));
const debian = join(folder, 'debian');
const given = { database: process.env.BARAZA_TEST_DATABASE_URL, redis: process.env.BARAZA_TEST_REDIS_URL };

const usage = `Usage: npm run services -- <command>

  start    Bring PostgreSQL and Redis for tests, and print their addresses
  stop     End them
  status   Say whether they run
`;

const commands: Record<string, () => Promise<void>> = { start, stop, status };

async function start(): Promise<void> {
  if (given.database) {
    await requireAnswer(given.database, 'BARAZA_TEST_DATABASE_URL', 5432);
    if (given.redis) await requireAnswer(given.redis, 'BARAZA_TEST_REDIS_URL', 6379);
    return printAddresses(given.database, given.redis);
  }
  unpackDebian(folder);
  await startPostgres(debian);
  await startRedis(debian);
  printAddresses(DATABASE_URL, REDIS_URL);
}

async function stop(): Promise<void> {
  if (given.database) return console.error('The servers named in BARAZA_TEST_DATABASE_URL are not ours to stop.');
  await stopServers(debian);
}

async function status(): Promise<void> {
  const found = running(debian);
  console.log(`PostgreSQL ${found.postgres ? 'runs' : 'does not run'}.`);
  console.log(`Redis ${found.redis ? 'runs' : 'does not run'}.`);
  if (found.postgres && found.redis) printAddresses(DATABASE_URL, REDIS_URL);
  else process.exitCode = 1;
}

/** The form that `eval` of a shell and `>> .env` both take. */
function printAddresses(database: string, redis: string | undefined): void {
  console.log(`DATABASE_URL=${database}`);
  if (redis) console.log(`REDIS_URL=${redis}`);
}

async function requireAnswer(address: string, name: string, usualPort: number): Promise<void> {
  const { hostname, port } = new URL(address);
  if (await answers(hostname, Number(port) || usualPort)) return;
  throw new CannotServe(
    `Nothing answers at ${hostname}:${port || usualPort}, which ${name} names: start it, or unset ${name} to have one unpacked.`,
  );
}

function readCommand([name = '', ...rest]: readonly string[]): () => Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new BadCommand(name === '' ? 'Say what to do with the test servers.' : `There is no command "${name}".`);
  readOptions(rest, {});
  return command;
}

const words = process.argv.slice(2);
const command = orExplain(words, usage, () => readCommand(words));
try {
  await command();
} catch (error) {
  if (!(error instanceof CannotServe)) throw error;
  console.error(error.message);
  process.exit(1);
}
