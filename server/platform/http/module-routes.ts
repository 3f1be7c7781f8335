import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '#platform/auth/authenticate.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import type { AccountRoute, Route } from '#platform/module.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Registry } from '#platform/registry.ts';
import type { Scope } from '#platform/scope.ts';
import { runOnce } from './idempotency.ts';
import { parseInput } from './parse-input.ts';

export interface ModuleRouteOptions {
  readonly registry: Registry;
  readonly authenticator: Authenticator;
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Every route the modules declared: who asks → may they → is the input right → do it → only what the schema names goes out. */
export async function moduleRoutes(server: FastifyInstance, options: ModuleRouteOptions): Promise<void> {
  for (const route of options.registry.routes) {
    server.route({ method: route.method, url: route.path, handler: (request, reply) => answerRoute(options, route, { request, reply }) });
  }
  for (const route of options.registry.accountRoutes) {
    server.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => answerAccountRoute(options, route, { request, reply }),
    });
  }
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function answerRoute(options: ModuleRouteOptions, route: Route, { request, reply }: Exchange): Promise<FastifyReply> {
  const caller = await options.authenticator.authenticate(request);
  if (caller.setCookies.length > 0) reply.header('set-cookie', [...caller.setCookies]);
  const scope: Scope = {
    organization: caller.organization,
    actor: caller.actor,
    db: options.database.of(caller.organization.id),
    key: caller.key,
    clock: options.clock,
    ids: options.ids,
    log: options.log,
    signal: signalOf(reply),
  };
  if (route.permission !== null) requirePermission(scope, route.permission);
  const input = parseInput(route, request);
  const work = async () => ({ status: route.status ?? 200, response: route.response.parse(await route.handle(scope, input)) });
  const key = route.idempotent ? request.headers['idempotency-key'] : undefined;
  if (key === undefined) return send(reply, await work());
  const answered = await runOnce(options, { ...identify(scope, request), key: String(key), body: input.body }, work);
  if (answered.replayed) reply.header('idempotency-replayed', 'true');
  return send(reply, answered);
}

async function answerAccountRoute(options: ModuleRouteOptions, route: AccountRoute, { request, reply }: Exchange): Promise<FastifyReply> {
  const session = await options.authenticator.signedIn(request);
  if (route.access === 'signed-in' && !session) {
    throw new Refusal('unauthenticated', 'Sign in first; an API key belongs to one organization and cannot do this.', { status: 401 });
  }
  if (session && session.setCookies.length > 0) reply.header('set-cookie', [...session.setCookies]);
  const input = parseInput(route, request);
  const { clock, ids, log } = options;
  const scope = { userId: session?.userId ?? null, clock, ids, log, signal: signalOf(reply) };
  return send(reply, { status: route.status ?? 200, response: route.response.parse(await route.handle(scope, input)) });
}

function identify(scope: Scope, request: FastifyRequest) {
  return { organizationId: scope.organization.id, actorId: scope.actor.id, method: request.method, path: request.url };
}

function send(reply: FastifyReply, answer: { status: number; response: unknown }): FastifyReply {
  // Answers hold people's words and numbers: nothing between us and the asker may keep them.
  reply.status(answer.status).header('cache-control', 'no-store');
  if (answer.status === 204) return reply.send();
  return reply.type('application/json').send(JSON.stringify(answer.response ?? null));
}

/** Aborted when the asker goes away before the answer is there. */
function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
