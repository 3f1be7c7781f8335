import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Audit } from '#platform/audit/audit.ts';
import type { Authenticator, Caller } from '#platform/auth/authenticate.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { Refusal } from '#platform/errors.ts';
import type { Download } from '#platform/files/download.ts';
import { plainType } from '#platform/files/media-type.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import { type AccountRoute, type FileInput, type NounDeclaration, type Route, takesIdempotencyKey } from '#platform/module.ts';
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
  readonly audit: Audit;
  /** Something was done that was asked for with another method than GET. */
  onDone(done: Handled): void;
}

/** A request of an organization that was answered well. */
export interface Handled {
  readonly organizationId: string;
  /** Who asked for it: a member, an API key. */
  readonly actorId: string;
  readonly method: string;
  /** As it was declared, with parameters as ":id". */
  readonly path: string;
  /** What stands behind that address. */
  readonly noun: NounDeclaration;
  /** It is a mark of the actor's own. */
  readonly ownMark: boolean;
  readonly params: unknown;
  readonly response: unknown;
}

/** Every route the modules declared: who asks → may they → is the input right → do it → only what the schema names goes out. */
export async function moduleRoutes(server: FastifyInstance, options: ModuleRouteOptions): Promise<void> {
  const [uploads, others] = [
    options.registry.routes.filter((route) => route.upload),
    options.registry.routes.filter((route) => !route.upload),
  ];
  const declare = (scope: FastifyInstance, routes: readonly Route[]) => {
    for (const route of routes) {
      scope.route({ method: route.method, url: route.path, handler: (request, reply) => answerRoute(options, route, { request, reply }) });
    }
  };
  declare(server, others);
  await server.register((scope, _options, done) => {
    // Bytes are read by whoever keeps them, once it is known who sends them: a stranger's file is not even taken into memory.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
    declare(scope, uploads);
    done();
  });
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
  const caller = await identifyCaller(options, { request, reply });
  if (caller.actor.kind === 'api_key')
    await applyLimit(options.limits, reply, { kind: 'key', key: `${caller.actor.id} ${route.method} ${route.path}` });
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
  const input = inputOf(route, request);
  if (route.download) return sendFile(reply, await route.handle(scope, input));
  const { method, path } = route;
  const work = async () => {
    const response = route.response.parse(await route.handle(scope, input));
    const changes = method !== 'GET' && !route.asks;
    if (changes || route.audited) {
      const noun = options.registry.nounOf(route);
      const done = { organizationId: scope.organization.id, method, path, params: input.params, response };
      // Nobody is told that it was done, or shown what they read, before it is written down who did it.
      await options.audit.write({ ...done, actor: scope.actor, personal: noun.personal, requestId: request.id });
      if (changes) options.onDone({ ...done, noun, ownMark: route.ownMark === true, actorId: scope.actor.id });
    }
    return { status: route.status ?? 200, response };
  };
  const key = takesIdempotencyKey(route) ? request.headers['idempotency-key'] : undefined;
  if (key === undefined) return send(reply, await work());
  const answered = await runOnce(scope, options.database, { ...identify(request), key: String(key), body: input.body }, work);
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
  const input = { ...parseInput(route, request), file: fileOf(request) };
  const { clock, ids, log } = options;
  const scope = { session, address: request.ip, clock, ids, log, signal: signalOf(reply) };
  const response = await route.handle(scope, input);
  if (route.download) return sendFile(reply, response);
  return send(reply, { status: route.status ?? 200, response: route.response.parse(response) });
}

/** What came with the request; of an upload the body is the file, which nobody has read yet. */
function inputOf(route: Route, request: FastifyRequest) {
  const { params, query } = request;
  const input = { ...parseInput(route, { params, query, body: route.upload ? undefined : request.body }), file: fileOf(request) };
  const types = route.upload?.types;
  if (types && !types.includes(plainType(input.file.mediaType))) {
    throw new Refusal('unsupported_media_type', `Send the file itself, with "content-type: ${types[0]}".`, {
      status: 415,
      details: { field: 'content-type' },
    });
  }
  return input;
}

function identify({ method, url }: FastifyRequest) {
  return { method, path: url };
}

function send(reply: FastifyReply, answer: { status: number; response: unknown }): FastifyReply {
  // Answers hold people's words and numbers: nothing between us and the asker may keep them.
  reply.status(answer.status).header('cache-control', 'no-store');
  if (answer.status === 204) return reply.send();
  return reply.type('application/json').send(JSON.stringify(answer.response ?? null));
}

function fileOf({ headers, body, raw }: FastifyRequest): FileInput {
  return { bytes: (body as FileInput['bytes']) ?? raw, mediaType: headers['content-type'] ?? '', range: headers.range };
}

function sendFile(reply: FastifyReply, answer: unknown): FastifyReply {
  const { status, headers, bytes } = answer as Download;
  return reply.status(status).header('cache-control', 'private, no-store').headers(headers).send(bytes);
}

/** Aborted when the asker goes away before the answer is there. */
function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
