import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { projectFolder } from '#platform/program.ts';
import { unpackDebian } from '#tools/services/debian-folder.ts';
import {
  answers,
  BINARIES,
  CREATE_OWNER,
  createCluster,
  debianEnvironment,
  HOST,
  mustRun,
  ownFolder,
  sql,
} from '#tools/services/servers.ts';
import { wait } from './load.ts';
import { freePort } from './world.ts';

/** A server of our own that may be killed: never the one other tests share. */
export interface OwnServer {
  readonly port: number;
  /** SIGKILL, and a new start as soon as the system lets it. */
  killAndStart(): Promise<void>;
  close(): void;
}

export interface OwnServers {
  readonly postgres: OwnServer;
  readonly redis: OwnServer & { empty(): Promise<void> };
}

/** PostgreSQL and Redis from the folder of `npm run services`, on free ports and with data of their own. Throws `CannotServe` where that cannot be. */
export async function startOwnServers(): Promise<OwnServers> {
  const debian = unpackDebian(resolve(process.env.BARAZA_SERVICES_DIR ?? join(projectFolder, '.services')));
  const folder = `/srv/baraza/crash-${process.pid}`;
  process.once('exit', () => rmSync(join(debian, folder), { recursive: true, force: true }));
  const port = await freePort();
  createCluster(debian, { folder, cluster: `${folder}/data` });
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=/tmp', 'max_connections=60'].flatMap((one) => ['-c', one]);
  const postgres = await keepRunning({
    debian,
    port,
    user: 'postgres',
    words: [`${BINARIES}/postgres`, '-D', `${folder}/data`, '-p', String(port), ...settings],
    isThere: () => isPostgres(port),
  });
  mustRun(sql(debian, CREATE_OWNER, port), 'The role and database could not be created');
  const redisPort = await freePort();
  ownFolder(debian, `${folder}/redis`, 'redis');
  const redis = await keepRunning({
    debian,
    port: redisPort,
    user: 'redis',
    words: ['/usr/bin/redis-server', '--bind', HOST, '--port', String(redisPort), '--dir', `${folder}/redis`, '--save', ''],
    isThere: () => answers(HOST, redisPort),
  });
  return { postgres, redis: { ...redis, empty: () => flush(redisPort) } };
}

interface Wanted {
  readonly debian: string;
  readonly port: number;
  readonly user: string;
  readonly words: readonly string[];
  isThere(): Promise<boolean>;
}

async function keepRunning(wanted: Wanted): Promise<OwnServer> {
  let child: ChildProcess | null = null;
  process.once('exit', () => child?.kill('SIGKILL'));

  /** What is left of the one that was killed may be in the way for a moment: PostgreSQL's children, or its memory. */
  async function start(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const { debian, user, words } = wanted;
      const started = spawn('chroot', [`--userspec=${user}:${user}`, debian, ...words], { stdio: 'ignore', env: debianEnvironment });
      let ended = false;
      started.once('exit', () => (ended = true));
      child = started;
      while (!ended) {
        if (await wanted.isThere()) return;
        await wait(50);
      }
      await wait(100);
    }
    throw new Error(`${wanted.words[0]} did not start.`);
  }
  await start();
  return {
    port: wanted.port,
    async killAndStart() {
      const gone = new Promise((done) => child?.once('exit', done));
      child?.kill('SIGKILL');
      await gone;
      await start();
    },
    close: () => void child?.kill('SIGKILL'),
  };
}

/** That it takes questions, not only connections: after a crash it first reads its log. */
async function isPostgres(port: number): Promise<boolean> {
  const client = new pg.Client({ host: HOST, port, user: 'baraza', password: 'baraza', database: 'baraza', connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // Before its role is made it says that there is none.
    return (error as { code?: string }).code === '28P01';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function flush(port: number): Promise<void> {
  return new Promise((done, reject) => {
    const socket = connect(port, HOST, () => socket.end('FLUSHALL\r\n'));
    socket
      .once('error', reject)
      .resume()
      .once('close', () => done());
  });
}
