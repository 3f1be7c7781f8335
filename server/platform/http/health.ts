import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';
import { defineModule } from '#platform/module.ts';
import { errorBody } from './answer-error.ts';

/** Numbers about one part of the program: counts only, nothing about people. */
export interface HealthProbe {
  readonly name: string;
  read(): Promise<Readonly<Record<string, number>>> | Readonly<Record<string, number>>;
}

export interface HealthOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly version: string;
  readonly probes: readonly HealthProbe[];
  /** False until everything is started, and again when the program is about to stop. */
  isReady(): boolean;
}

const Health = z.object({
  status: z.enum(['ok', 'degraded']).describe('"degraded": starting, stopping, or without its database.'),
  version: z.string(),
  engine: z.enum(['embedded', 'postgresql']),
  database: z.enum(['answers', 'does not answer']),
  uptimeSeconds: z.int(),
  memoryMegabytes: z.int(),
  counts: z
    .record(z.string(), z.record(z.string(), z.number()))
    .describe('By part of the program; empty while the database does not answer.'),
});

/** Whether the program works. Nothing about people, so nobody has to sign in. */
export const healthModule = defineModule({
  name: 'health',
  summary: 'Whether the program works: for load balancers, supervisors and whoever looks after it.',
  described: [
    {
      method: 'GET',
      path: '/health/live',
      summary: 'Answer while the process lives',
      access: 'anyone',
      answers: { 200: { summary: 'It lives.', json: z.object({ status: z.literal('live') }), example: { status: 'live' } } },
      errors: [],
      example: {},
    },
    {
      method: 'GET',
      path: '/health/ready',
      summary: 'Say whether work can be given to it',
      access: 'anyone',
      answers: { 200: { summary: 'It is ready.', json: z.object({ status: z.literal('ready') }), example: { status: 'ready' } } },
      errors: ['unavailable'],
      example: {},
    },
    {
      method: 'GET',
      path: '/health',
      summary: 'Show version, database, memory and counts of due work',
      description: 'Always 200 while the process lives; `status` says whether all is well.',
      access: 'anyone',
      answers: {
        200: {
          summary: 'How it is.',
          json: Health,
          example: {
            status: 'ok',
            version: '0.1.0',
            engine: 'embedded',
            database: 'answers',
            uptimeSeconds: 3600,
            memoryMegabytes: 180,
            counts: { due: { turns: 0, lanes: 0 } },
          },
        },
      },
      errors: [],
      example: {},
    },
  ],
});

/** How long the database may take before the program counts as not ready. */
const databaseMs = 1000;
const ask = prepared('select 1');

/** GET /health (statistics), /health/live (the process answers), /health/ready (work can be given to it). */
export async function healthRoutes(server: FastifyInstance, options: HealthOptions): Promise<void> {
  const startedAt = options.clock.now();
  const quiet = { config: { quiet: true } };

  server.get('/health/live', quiet, () => ({ status: 'live' }));
  server.get('/health/ready', quiet, async (_request, reply) => {
    if (!options.isReady()) return reply.status(503).send(errorBody('unavailable', 'The program is starting or stopping.'));
    if (!(await databaseAnswers(options.database)))
      return reply.status(503).send(errorBody('unavailable', 'The database does not answer.'));
    return { status: 'ready' };
  });
  server.get('/health', quiet, async () => {
    const database = await databaseAnswers(options.database);
    return {
      status: options.isReady() && database ? 'ok' : 'degraded',
      version: options.version,
      engine: options.database.engine.kind,
      database: database ? 'answers' : 'does not answer',
      uptimeSeconds: Math.floor((options.clock.now().getTime() - startedAt.getTime()) / 1000),
      memoryMegabytes: Math.round(process.memoryUsage.rss() / 1024 / 1024),
      counts: database ? await readProbes(options.probes) : {},
    };
  });
}

/** Real time, not the program's clock: a test that stops the clock must not make the database look dead. */
async function databaseAnswers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, databaseMs, false);
  });
  const answer = database.script('health', null, { alive: ask() }).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

async function readProbes(probes: readonly HealthProbe[]): Promise<Record<string, unknown>> {
  const read = async (probe: HealthProbe): Promise<Readonly<Record<string, number>>> => probe.read();
  // One part that cannot count must not hide the others.
  return Object.fromEntries(await Promise.all(probes.map(async (probe) => [probe.name, await read(probe).catch(() => ({}))] as const)));
}
