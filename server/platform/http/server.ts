import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Ids } from '#platform/ids.ts';
import { type Log, places } from '#platform/log.ts';
import { answerError, errorBody } from './answer-error.ts';

export interface HttpServerOptions {
  readonly log: Log;
  readonly ids: Ids;
  /** Whether a reverse proxy in front tells the client's address. */
  readonly trustProxy: boolean;
  /** Whether people reach this server over https: then browsers are told to stay there. */
  readonly https: boolean;
  /** What a browser gets at an address that nothing answers at; null: nothing. */
  answerPage?(request: FastifyRequest, reply: FastifyReply): FastifyReply | null;
  /** Which requests may become something else than an answer; the others are answered as if they had not asked to. */
  mayUpgrade(request: IncomingMessage): boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Called too often to be worth a line each: logged at "debug" when all is well. */
    quiet?: boolean;
  }
}

/** JSON bodies of the API. Webhooks and uploads set their own. */
const bodyBytesMax = 1024 * 1024;
/** So long a request has to arrive, uploads too. Node looks only every half minute of its own accord. */
const requestSeconds = 60;
const lookAtSlowMs = 5_000;

/**
 * The web server with what holds for every address: one error shape, safe headers, a request id, one log line without
 * personal data. Rooms register their routes on it before it listens.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    // Our own line is written below: Fastify's would hold addresses with what people typed into them.
    logger: false,
    // Node gives the whole request the longer of the two times: that for the headers must not be longer.
    http: { shouldUpgradeCallback: options.mayUpgrade, connectionsCheckingInterval: lookAtSlowMs, headersTimeout: requestSeconds * 1000 },
    trustProxy: options.trustProxy,
    bodyLimit: bodyBytesMax,
    genReqId: () => options.ids.next(),
    requestIdHeader: false,
    // A slow sender may not keep a connection for ever.
    requestTimeout: requestSeconds * 1000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => answerFault(options.log, error, { request, reply: reply as FastifyReply }),
  });
  // A body without our type is JSON that forgot to say so, or a form of another site.
  server.removeContentTypeParser('text/plain');
  await server.register(helmet, helmetOptions(options.https));
  server.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  server.addHook('onResponse', async (request, reply) => logAnswer(options.log, request, reply));
  server.setNotFoundHandler(
    (request, reply) =>
      options.answerPage?.(request, reply) ??
      reply.status(404).send(errorBody('not_found', `There is nothing at this address for the method ${request.method}.`)),
  );
  server.setErrorHandler((error, request, reply) => answerFault(options.log, error, { request, reply }));
  return server;
}

function helmetOptions(https: boolean) {
  return {
    // Answers are data; the few pages we serve bring their own style and nothing else.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"] },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' as const },
  };
}

function answerFault(log: Log, error: unknown, { request, reply }: { request: FastifyRequest; reply: FastifyReply }): FastifyReply {
  const answer = answerError(error, { id: request.id, bodyBytesMax: request.routeOptions.bodyLimit ?? bodyBytesMax });
  if (answer.bug) log.error({ request: request.id, route: routeOf(request), err: places(error) }, 'a request failed');
  if (answer.retryAfter !== undefined) reply.header('retry-after', answer.retryAfter);
  return reply.status(answer.status).type('application/json').send(answer.body);
}

function logAnswer(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  const quiet = request.routeOptions.config.quiet === true && reply.statusCode < 400;
  const line = {
    request: request.id,
    method: request.method,
    route: routeOf(request),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
  };
  log[quiet ? 'debug' : 'info'](line, 'request');
}

/** The pattern, never the address itself: it may hold ids, tokens and what people searched for. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

const brokenRequests = new Map<string, readonly [status: string, message: string]>([
  ['HPE_HEADER_OVERFLOW', ['431 Request Header Fields Too Large', 'The headers are too large.']],
  ['ERR_HTTP_REQUEST_TIMEOUT', ['408 Request Timeout', `The request did not arrive within ${requestSeconds} seconds.`]],
]);

/** What is not HTTP at all is answered before there is a request, in the same shape. */
function answerBrokenRequest(error: Error & { code?: string }, socket: import('node:net').Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const [status, message] = brokenRequests.get(error.code ?? '') ?? ['400 Bad Request', 'This is not a request that can be read.'];
  const body = JSON.stringify(errorBody('bad_request', message));
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
