import { join } from 'node:path';
import { openPostgres } from '#platform/db/postgres.ts';
import { createLog } from '#platform/log.ts';
import type { Program } from '#tests/kit/program.ts';
import { openLine } from './breakable-line.ts';
import { startOwnServers } from './own-servers.ts';
import { type Blow, type Outcome, play, strikeAll } from './scenario.ts';
import { freePort, type Options, publishFlow, type World } from './world.ts';

/** One process that answers and one that works, on PostgreSQL and Redis of their own; each of the four is killed, and the lines between them cut. */
export async function scaled(world: World, options: Options): Promise<Outcome> {
  const { graph, random, folder } = world;
  const servers = await startOwnServers();
  const [database, redis] = await Promise.all([openLine(servers.postgres), openLine(servers.redis)]);
  const common = {
    ...world.settings,
    DATABASE_URL: `postgres://baraza:baraza@127.0.0.1:${database.port}/baraza`,
    REDIS_URL: `redis://127.0.0.1:${redis.port}/0`,
  };
  const [port, workerPort] = [await freePort(), await freePort()];
  const apiSettings = { ...common, BARAZA_ROLE: 'api', PORT: String(port), BARAZA_DATA_DIR: join(folder, 'api') };
  const workerSettings = {
    ...common,
    BARAZA_PROVISION: '',
    BARAZA_ROLE: 'worker',
    PORT: String(workerPort),
    BARAZA_DATA_DIR: join(folder, 'worker'),
  };
  let api = await world.start(apiSettings);
  let worker = await world.start(workerSettings);
  await publishFlow(api.url);
  graph.setWebhook(`${api.url}/webhooks/whatsapp`);
  const load = { perSecond: options.rate, endsAt: Date.now() + options.seconds * 1000, random };

  async function replace(program: Program, settings: Readonly<Record<string, string>>): Promise<Program> {
    program.child.kill('SIGKILL');
    await program.ended;
    return world.start(settings);
  }
  async function killApi(): Promise<void> {
    api = await replace(api, apiSettings);
  }
  async function killWorker(): Promise<void> {
    worker = await replace(worker, workerSettings);
  }
  const blows: Blow[] = [
    { name: 'the process that answers killed', strike: killApi },
    { name: 'the process that works killed', strike: killWorker },
    { name: 'PostgreSQL killed', strike: servers.postgres.killAndStart },
    { name: 'Redis killed', strike: servers.redis.killAndStart },
    { name: 'Redis emptied', strike: servers.redis.empty },
    { name: 'lines to PostgreSQL cut', strike: async () => void database.cut() },
    { name: 'lines to Redis cut', strike: async () => void redis.cut() },
  ];
  const address = `postgres://baraza:baraza@127.0.0.1:${servers.postgres.port}/baraza`;
  try {
    return await play(world, {
      url: () => api.url,
      load,
      async meanwhile() {
        console.log(`scaled: ${(await strikeAll(blows, load, options)).join(', ')}`);
        return [];
      },
      programs: () => [api, worker],
      openDatabase: async () => openPostgres(address, { connections: 2, log: createLog('silent') }),
    });
  } finally {
    database.close();
    redis.close();
    servers.postgres.close();
    servers.redis.close();
  }
}
