import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator, Caller } from '#platform/auth/authenticate.ts';
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
import { applyLimit, countStranger, type Limits } from './limits.ts';
import { parseInput } from './parse-input.ts';

export interface ModuleRouteOptions {
  readonly registry: Registry;
  readonly authenticator: Authenticator;
  readonly limits: Limits;
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Every route the modules declared: who asks → may they → is the input right → do it → only what the schema names goes out. */
export async function moduleRoutes(server: FastifyInstance, options: ModuleRouteOptions): Promise<void> {
  const fileTypes = new Set(options.registry.routes.flatMap((route) => route.upload?.types ?? []));
  for (const type of fileTypes) server.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  for (const route of options.registry.routes) {
    server.route({
      method: route.method,
      url: route.path,
      // A stranger's file is not even taken into memory.
      ...(route.upload ? { bodyLimit: route.upload.bytesMax, onRequest: (request) => requireCaller(options, route, request) } : {}),
      handler: (request, reply) => answerRoute(options, route, { request, reply }),
    });
  }
  for (const route of options.registry.accountRoutes) {
    server.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => answerAccountRoute(options, route, { request, reply }),
    });
  }
}

async function requireCaller({ authenticator }: ModuleRouteOptions, { permission }: Route, request: FastifyRequest): Promise<void> {
  const caller = await authenticator.authenticate(request);
  if (permission !== null) requirePermission(caller, permission);
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function answerRoute(options: ModuleRouteOptions, route: Route, { request, reply }: Exchange): Promise<FastifyReply> {
  const caller = await identifyCaller(options, { request, reply });
  if (caller.actor.kind === 'api_key')
    await applyLimit(options.limits, reply, { kind: 'key', key: `${caller.actor.id} ${route.method} ${route.path}` });
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
  const input = route.upload ? fileInput(route, request) : parseInput(route, request);
  if (route.download) return sendFile(reply, route.download, (await route.handle(scope, input)) as AsyncIterable<string>);
  const work = async () => ({ status: route.status ?? 200, response: route.response.parse(await route.handle(scope, input)) });
  const key = route.idempotent ? request.headers['idempotency-key'] : undefined;
  if (key === undefined) return send(reply, await work());
  const answered = await runOnce(options, { ...identify(scope, request), key: String(key), body: input.body }, work);
  if (answered.replayed) reply.header('idempotency-replayed', 'true');
  return send(reply, answered);
}

/** Who asks. Wrong credentials count against the address they come from; right ones never do, whoever shares the address. */
async function identifyCaller({ authenticator, limits }: ModuleRouteOptions, { request, reply }: Exchange): Promise<Caller> {
  try {
    return await authenticator.authenticate(request);
  } catch (error) {
    const { authorization, cookie } = request.headers;
    const wrong = error instanceof Refusal && error.status === 401 && (authorization ?? cookie) !== undefined;
    if (wrong) await countStranger(limits, request, reply);
    throw error;
  }
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

/** What an upload came with; the file itself is the body. */
function fileInput(route: Route, request: FastifyRequest) {
  const file = Buffer.isBuffer(request.body) ? request.body : null;
  const input = parseInput(route, { params: request.params, query: request.query, body: file ? {} : request.body });
  if (file) return { ...input, body: file };
  throw new Refusal('unsupported_media_type', `Send the file itself, with "content-type: ${route.upload?.types[0]}".`, { status: 415 });
}

/** What is refused is refused before the file begins; once it has, nothing else can be said. */
function sendFile(reply: FastifyReply, { type, name }: NonNullable<Route['download']>, parts: AsyncIterable<string>): FastifyReply {
  reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${name}"`);
  return reply.type(type).send(Readable.from(parts, { objectMode: false }));
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
