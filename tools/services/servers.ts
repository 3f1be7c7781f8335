import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { CannotServe } from './debian-folder.ts';

/** Loopback only, and ports of our own, so that nothing meets a PostgreSQL or Redis that the machine runs for itself. */
export const HOST = '127.0.0.1';
export const POSTGRES_PORT = 55433;
export const REDIS_PORT = 56379;

/** The owner of the test databases: may create databases and roles, and is no superuser, as on a managed host. */
export const DATABASE_URL = `postgres://baraza:baraza@${HOST}:${POSTGRES_PORT}/baraza`;
export const REDIS_URL = `redis://${HOST}:${REDIS_PORT}/0`;

/** Paths inside the unpacked Debian. */
export const BINARIES = '/usr/lib/postgresql/17/bin';
const POSTGRES = '/srv/baraza/postgres';
const CLUSTER = `${POSTGRES}/data`;
const REDIS = '/srv/baraza/redis';

/**
 * Creates only what is missing: a first start that was interrupted here is completed by the next one. Only a superuser may
 * create the extension vector, so it goes into the template and is there in every database that the tests create.
 */
export const CREATE_OWNER = `
  \\connect template1
  set client_min_messages = warning;
  create extension if not exists vector;
  alter role postgres password 'postgres';
  select 'create role baraza login createdb createrole password ''baraza''' where not exists (select from pg_roles where rolname = 'baraza') \\gexec
  select 'create database baraza owner baraza' where not exists (select from pg_database where datname = 'baraza') \\gexec
`;

export interface Running {
  readonly postgres: boolean;
  readonly redis: boolean;
}

export function running(debian: string): Running {
  if (!existsSync(debian)) return { postgres: false, redis: false };
  return {
    postgres:
      existsSync(join(debian, CLUSTER, 'PG_VERSION')) && as(debian, 'postgres', `${BINARIES}/pg_ctl`, '-D', CLUSTER, 'status').status === 0,
    redis: redisProcess(debian) !== null,
  };
}

export async function startPostgres(debian: string): Promise<void> {
  if (!running(debian).postgres) {
    await requireFreePort(POSTGRES_PORT);
    if (!existsSync(join(debian, CLUSTER, 'PG_VERSION'))) createCluster(debian);
    // fsync stays on: a crash test that passes only because nothing was flushed proves nothing.
    const options = `-p ${POSTGRES_PORT} -c listen_addresses=${HOST} -c unix_socket_directories=/tmp -c max_connections=200`;
    const started = as(debian, 'postgres', `${BINARIES}/pg_ctl`, '-D', CLUSTER, '-l', `${POSTGRES}/log`, '-w', '-o', options, 'start');
    mustRun(started, `PostgreSQL did not start (see ${join(debian, POSTGRES, 'log')})`);
  }
  mustRun(sql(debian, CREATE_OWNER), 'The role and database for the tests could not be created');
}

export async function startRedis(debian: string): Promise<void> {
  if (running(debian).redis) return;
  await requireFreePort(REDIS_PORT);
  ownFolder(debian, REDIS, 'redis');
  // Nothing is kept on disk: for Baraza Redis only carries wake-ups, and the database holds the truth.
  const options = ['--daemonize', 'yes', '--bind', HOST, '--port', String(REDIS_PORT), '--dir', REDIS, '--save', '', '--appendonly', 'no'];
  const started = as(debian, 'redis', '/usr/bin/redis-server', ...options, '--pidfile', `${REDIS}/pid`, '--logfile', `${REDIS}/log`);
  mustRun(started, 'Redis did not start');
  for (let attempt = 0; attempt < 50 && redisProcess(debian) === null; attempt += 1) await pause(100);
  if (redisProcess(debian) === null) throw new CannotServe(`Redis did not start (see ${join(debian, REDIS, 'log')}).`);
}

export async function stopServers(debian: string): Promise<void> {
  const before = running(debian);
  if (before.postgres)
    mustRun(as(debian, 'postgres', `${BINARIES}/pg_ctl`, '-D', CLUSTER, '-m', 'fast', '-w', 'stop'), 'PostgreSQL did not stop');
  const redis = redisProcess(debian);
  if (redis === null) return;
  process.kill(redis, 'SIGTERM');
  for (let attempt = 0; attempt < 50 && redisProcess(debian) !== null; attempt += 1) await pause(100);
}

/** Makes the folder of a PostgreSQL server, with nobody in it but its superuser. */
export function createCluster(debian: string, { folder = POSTGRES, cluster = CLUSTER } = {}): void {
  ownFolder(debian, folder, 'postgres');
  // C.UTF-8 sorts as the embedded database does, so that lists come in the same order on both.
  const options = ['-U', 'postgres', '--encoding=UTF8', '--locale=C.UTF-8', '--auth-local=trust', '--auth-host=scram-sha-256'];
  mustRun(as(debian, 'postgres', `${BINARIES}/initdb`, '-D', cluster, ...options), 'The test cluster could not be created');
}

export function sql(debian: string, text: string, port = POSTGRES_PORT): SpawnSyncReturns<string> {
  const options = ['-v', 'ON_ERROR_STOP=1', '-q', '-h', '/tmp', '-p', String(port), '-U', 'postgres', '-d', 'postgres'];
  return chroot(debian, ['--userspec=postgres:postgres'], [`${BINARIES}/psql`, ...options], text);
}

/** Runs a program of the unpacked Debian as one of its users; servers refuse to run as root. */
function as(debian: string, user: string, ...command: string[]): SpawnSyncReturns<string> {
  return chroot(debian, [`--userspec=${user}:${user}`], command);
}

export const debianEnvironment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' };

export function chroot(debian: string, options: string[], command: string[], input = ''): SpawnSyncReturns<string> {
  return spawnSync('chroot', [...options, debian, ...command], { encoding: 'utf8', input, env: debianEnvironment });
}

export function ownFolder(debian: string, path: string, user: string): void {
  mkdirSync(join(debian, path), { recursive: true, mode: 0o755 });
  mustRun(chroot(debian, [], ['chown', `${user}:${user}`, path]), `The folder ${path} could not be given to ${user}`);
}

/** The id of our own Redis. A number left in the file by a crash may belong to a stranger by now, so its name is looked at. */
function redisProcess(debian: string): number | null {
  const file = join(debian, REDIS, 'pid');
  if (!existsSync(file)) return null;
  const id = Number(readFileSync(file, 'utf8').trim());
  const name = `/proc/${id}/comm`;
  return id > 0 && existsSync(name) && readFileSync(name, 'utf8').startsWith('redis') ? id : null;
}

async function requireFreePort(port: number): Promise<void> {
  if (!(await answers(HOST, port))) return;
  throw new CannotServe(
    `Port ${port} on ${HOST} is taken by another program: stop that, or, if it belongs to another checkout, name its folder in BARAZA_SERVICES_DIR.`,
  );
}

/** Whether something listens there. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 2000 });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

export function mustRun(result: SpawnSyncReturns<string>, what: string): void {
  if (result.status !== 0) throw new CannotServe(`${what}: ${lastWords(result)}.`);
}

function lastWords(result: SpawnSyncReturns<string>): string {
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').at(-1);
  return result.error?.message ?? (said || `it ended with ${result.status ?? result.signal}`);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
