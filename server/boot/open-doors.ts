import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Change } from '#contract/realtime.ts';
import { countDueWork } from '#core/sweep.ts';
import { webhookRoutes } from '#inbox/index.ts';
import type { Audit } from '#platform/audit/audit.ts';
import { type AuthRouteOptions, authRoutes } from '#platform/auth/auth-routes.ts';
import type { Authenticator } from '#platform/auth/authenticate.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { type Database, waitedFor } from '#platform/db/database.ts';
import { descriptionRoutes } from '#platform/http/description-routes.ts';
import { healthRoutes } from '#platform/http/health.ts';
import { countStranger, type Limits } from '#platform/http/limits.ts';
import { metricsRoutes } from '#platform/http/metrics-door.ts';
import { type Handled, moduleRoutes } from '#platform/http/module-routes.ts';
import { createHttpServer } from '#platform/http/server.ts';
import { createWebApp } from '#platform/http/web-app.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import type { RealtimeOptions } from '#platform/realtime/options.ts';
import { attachRealtime, mayUpgrade } from '#platform/realtime/realtime.ts';
import type { Registry } from '#platform/registry.ts';
import { incomingRoutes } from '../../modules/integrations/server/index.ts';
import type { MessagePath } from './message-path.ts';
import type { Meters } from './metrics.ts';

export interface DoorOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly version: string;
  readonly trustProxy: boolean;
  readonly https: boolean;
  /** Where the app for browsers was built. */
  readonly webFolder: string;
  publicUrl(): string;
  readonly registry: Registry;
  readonly authenticator: Authenticator;
  readonly accounts: AuthRouteOptions;
  readonly webhooks: MessagePath['webhooks'];
  readonly limits: Limits;
  readonly meters: Meters;
  readonly audit: Audit;
  readonly metricsToken: string | null;
  readonly incoming: Parameters<typeof incomingRoutes>[1];
  /** Called after every request that may have changed something. */
  onChange(): void;
  /** Called after every request to change something that was answered well. */
  onDone(done: Handled): void;
  readonly realtime: Pick<RealtimeOptions<Change>, 'feed' | 'presence' | 'audience' | 'enter' | 'around'>;
  isReady(): boolean;
  readonly role: Config['role'];
}

/** Every address the server answers at. A process that only works on what is due answers how it is, and nothing else. */
export async function openDoors(options: DoorOptions): Promise<FastifyInstance> {
  if (options.role !== 'worker') return openAllDoors(options);
  const server = await createHttpServer({ ...options, mayUpgrade: () => false, answerPage: () => null });
  await openOwnDoors(server, options);
  return server;
}

/** For whoever looks after the process itself. */
async function openOwnDoors(server: FastifyInstance, options: DoorOptions): Promise<void> {
  const { database, clock } = options;
  const probes = [{ name: 'due', read: () => countDueWork({ database, clock }) }];
  await openDoor(server, (scope) => healthRoutes(scope.addHook('preHandler', askInTime), { ...options, probes }));
  await openDoor(server, (scope) => metricsRoutes(scope, { ...options, ...options.meters }));
}

async function openAllDoors(options: DoorOptions): Promise<FastifyInstance> {
  const { database, clock, ids, log, registry, authenticator, limits, publicUrl, version } = options;
  const web = createWebApp({ folder: options.webFolder, ids });
  const server = await createHttpServer({
    log,
    ids,
    trustProxy: options.trustProxy,
    https: options.https,
    mayUpgrade,
    answerPage: web.answerPage,
  });
  const realtime = attachRealtime(server, { ...options, ...options.realtime });
  server.addHook('onRoute', ({ url }) => web.noteAddress(url));
  const doors: ((door: FastifyInstance) => Promise<void>)[] = [
    (door) => authRoutes(door, options.accounts),
    (door) =>
      moduleRoutes(door, { registry, authenticator, limits, database, clock, ids, log, audit: options.audit, onDone: options.onDone }),
    (door) => descriptionRoutes(door, { registry, version, publicUrl }),
  ];
  server.addHook('onResponse', async ({ method, routeOptions: { url = '' } }, reply) => {
    options.meters.answered(url, reply.statusCode, reply.elapsedTime / 1000);
    if (method === 'GET') return;
    options.onChange();
    if (endsSessions.test(url)) realtime.reconsider();
  });
  // Webhooks have their own limit in time: what they store goes on when nobody waits for it any more. How often a provider or a
  // watchdog may ask is not limited.
  await openDoor(server, (door) => webhookRoutes(door, options.webhooks));
  await openDoor(server, (scope) => incomingRoutes(scope.addHook('preHandler', askInTime), options.incoming));
  // Nor how often a browser asks for the app: it is files, and one page takes a dozen of them.
  await openDoor(server, (scope) => web.routes(scope));
  await openOwnDoors(server, options);
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
