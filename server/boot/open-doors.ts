import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { countDueWork } from '#core/sweep.ts';
import { webhookRoutes } from '#inbox/index.ts';
import type { Audit } from '#platform/audit/audit.ts';
import { authRoutes } from '#platform/auth/auth-routes.ts';
import type { Authenticator } from '#platform/auth/authenticate.ts';
import { waitedFor } from '#platform/db/database.ts';
import { descriptionRoutes } from '#platform/http/description-routes.ts';
import { healthRoutes } from '#platform/http/health.ts';
import { countStranger, type Limits } from '#platform/http/limits.ts';
import { metricsRoutes } from '#platform/http/metrics-door.ts';
import { type Handled, moduleRoutes } from '#platform/http/module-routes.ts';
import { createHttpServer } from '#platform/http/server.ts';
import { createWebApp } from '#platform/http/web-app.ts';
import { attachRealtime, mayUpgrade } from '#platform/realtime/realtime.ts';
import type { Registry } from '#platform/registry.ts';
import { incomingRoutes } from '../../modules/integrations/server/index.ts';
import type { Ground } from './ground.ts';
import type { createLive } from './live.ts';
import type { MessagePath } from './message-path.ts';
import type { AppOptions } from './options.ts';
import type { PeopleTools } from './people-tools.ts';

/** What stands behind the addresses. */
export interface Doors {
  readonly registry: Registry;
  readonly authenticator: Authenticator;
  readonly people: PeopleTools;
  readonly webhooks: MessagePath['webhooks'];
  readonly audit: Audit;
  readonly incoming: Parameters<typeof incomingRoutes>[1];
  /** Called after every request that may have changed something. */
  onChange(): void;
  readonly live: ReturnType<typeof createLive>;
  /** So many rows were added. */
  grown(rows: number): void;
  isReady(): boolean;
}

/** Every address the server answers at. A process that only works on what is due answers how it is, and nothing else. */
export async function openDoors(options: AppOptions, ground: Ground, doors: Doors): Promise<FastifyInstance> {
  if (options.role !== 'worker') return openAllDoors(options, ground, doors);
  const { database, clock, ids, log, meters } = ground;
  const { trustProxy, https } = options;
  const server = await createHttpServer({ log, ids, trustProxy, https, mayUpgrade: () => false, answerPage: () => null });
  await openOwnDoors(server, options, { database, clock, meters, isReady: doors.isReady });
  return server;
}

/** For whoever looks after the process itself. */
async function openOwnDoors(
  server: FastifyInstance,
  { version, metricsToken, trustProxy }: AppOptions,
  { database, clock, meters, isReady }: Pick<Ground, 'database' | 'clock' | 'meters'> & Pick<Doors, 'isReady'>,
): Promise<void> {
  const probes = [{ name: 'due', read: () => countDueWork({ database, clock }) }];
  const health = { database, clock, version, probes, isReady };
  await openDoor(server, (scope) => healthRoutes(scope.addHook('preHandler', askInTime), health));
  await openDoor(server, (scope) => metricsRoutes(scope, { metrics: meters.metrics, metricsToken, trustProxy }));
}

async function openAllDoors(options: AppOptions, ground: Ground, parts: Doors): Promise<FastifyInstance> {
  const { database, clock, ids, log, limits, meters, publicUrl } = ground;
  const { registry, authenticator, people, audit, live } = parts;
  const { trustProxy, https, webFolder, version } = options;
  const web = createWebApp({ folder: webFolder, ids });
  const server = await createHttpServer({ log, ids, trustProxy, https, mayUpgrade, answerPage: web.answerPage });
  const pages = attachRealtime(server, { authenticator, limits, clock, log, trustProxy, ...live.realtime });
  server.addHook('onRoute', ({ url }) => web.noteAddress(url));
  const onDone = (done: Handled) => {
    live.onDone(done);
    // What programs write one by one through the API makes tables grow as well: a row for each request, roughly.
    parts.grown(1);
  };
  const doors: ((door: FastifyInstance) => Promise<void>)[] = [
    (door) => authRoutes(door, people),
    (door) => moduleRoutes(door, { registry, authenticator, limits, database, clock, ids, log, audit, onDone }),
    (door) => descriptionRoutes(door, { registry, version, publicUrl }),
  ];
  server.addHook('onResponse', async ({ method, routeOptions: { url = '' } }, reply) => {
    meters.answered(url, reply.statusCode, reply.elapsedTime / 1000);
    if (method === 'GET') return;
    parts.onChange();
    if (endsSessions.test(url)) pages.reconsider();
  });
  // Webhooks have their own limit in time: what they store goes on when nobody waits for it any more. How often a provider or a
  // watchdog may ask is not limited.
  await openDoor(server, (door) => webhookRoutes(door, parts.webhooks));
  await openDoor(server, (scope) => incomingRoutes(scope.addHook('preHandler', askInTime), parts.incoming));
  // Nor how often a browser asks for the app: it is files, and one page takes a dozen of them.
  await openDoor(server, (scope) => web.routes(scope));
  await openOwnDoors(server, options, { database, clock, meters, isReady: parts.isReady });
  for (const door of doors) {
    await openDoor(server, (scope) => door(scope.addHook('onRequest', countStrangers(limits)).addHook('preHandler', askInTime)));
  }
  return server;
}

/** Addresses behind which people sign out, are disabled or get another role. */
const endsSessions = /^\/api\/(auth|me|members|sessions|api-keys|organization)\b/;

/** Requests that bring no credentials at all; wrong ones are counted where they are found to be wrong. */
function countStrangers(limits: Limits) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { authorization, cookie } = request.headers;
    if (authorization === undefined && cookie === undefined) await countStranger(limits, request, reply);
  };
}

/** Until the answer is given, the database must answer in time for it. */
function askInTime(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const answered = (resolve: () => void) => {
    reply.raw.once('close', resolve);
    done();
  };
  void waitedFor(() => new Promise<void>(answered));
}

/** In a scope of its own: how one reads bodies is no business of the others. */
async function openDoor(server: FastifyInstance, door: (scope: FastifyInstance) => Promise<void>): Promise<void> {
  await server.register((scope, _options, done) => void door(scope).then(() => done(), done));
}
