import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#platform/clock.ts';
import { errorBody } from '#platform/http/answer-error.ts';
import { parseInput } from '#platform/http/parse-input.ts';
import type { DescribedRoute } from '#platform/module.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { explainRefusal } from './auth-errors.ts';
import { authPaths } from './auth-paths.ts';
import { requireSameOrigin } from './same-origin.ts';
import { addressHeader, type Sessions } from './session.ts';

export interface AuthRouteOptions {
  readonly sessions: Sessions;
  readonly clock: Clock;
  publicUrl(): string;
}

/** Where a secret is guessed: slowed down. */
const guessed = /^\/api\/auth\/(sign-in\/email|change-password|two-factor\/)/;

/** A person forgets a password a few times; a whole office behind one address, somewhat more. */
const freeByAccount = 6;
const freeByAddress = 40;

/** /api/auth/…: better-auth behind our own door: known paths and fields only, one error shape, no other website, no guessing. */
export async function authRoutes(server: FastifyInstance, options: AuthRouteOptions): Promise<void> {
  const byAccount = createAttempts({ clock: options.clock, free: freeByAccount });
  const byAddress = createAttempts({ clock: options.clock, free: freeByAddress });

  async function answer(route: DescribedRoute, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    requireSameOrigin(provenanceOf(request), options.publicUrl());
    const { body } = parseInput(route, request);
    const account = guessed.test(route.path) ? admit(request, body, { byAccount, byAddress }) : null;
    const response = await options.sessions.handle(toWebRequest(route, request, { body, publicUrl: options.publicUrl() }));
    if (account !== null && response.ok) {
      byAccount.forgive(account);
      byAddress.takeBack(request.ip);
    }
    return passOn(route, response, reply);
  }

  for (const route of authPaths)
    server.route({ method: route.method, url: route.path, handler: (request, reply) => answer(route, request, reply) });
}

/** Counts the attempt against the account that is tried and the address it comes from. Returns the account's key. */
function admit(request: FastifyRequest, body: unknown, attempts: { byAccount: Attempts; byAddress: Attempts }): string {
  attempts.byAddress.admit(request.ip);
  const { email } = body as { email?: string };
  const account = email === undefined ? `session of ${request.ip}` : email.toLowerCase();
  attempts.byAccount.admit(account);
  return account;
}

function provenanceOf(request: FastifyRequest) {
  const fetchSite = request.headers['sec-fetch-site'];
  // A program that signs in has no cookie yet and no origin: it is let through, for it brings the password itself.
  const program = request.headers.cookie === undefined && request.headers.origin === undefined && fetchSite === undefined;
  return {
    method: program ? 'GET' : request.method,
    origin: request.headers.origin,
    fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite,
    host: request.host,
  };
}

function toWebRequest(route: DescribedRoute, request: FastifyRequest, { body, publicUrl }: { body: unknown; publicUrl: string }): Request {
  const headers = new Headers({ [addressHeader]: request.ip });
  for (const name of ['cookie', 'origin', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  const url = new URL(route.path, new URL(publicUrl).origin);
  if (route.method === 'GET') return new Request(url, { method: 'GET', headers });
  headers.set('content-type', 'application/json');
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Only what the description names goes out: of a session, for instance, never the token that is in its cookie. */
async function passOn(route: DescribedRoute, response: Response, reply: FastifyReply): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const text = await response.text();
  reply.header('cache-control', 'no-store').type('application/json');
  if (response.ok) return reply.send(JSON.stringify(route.answers[200]?.json?.parse(JSON.parse(text || 'null'))));
  if (response.status >= 500) throw new Error('better-auth failed; what it said is in the log.');
  const { code, status, message } = explainRefusal(response.status, JSON.parse(text || '{}') as { code?: string; message?: string });
  return reply.status(status).send(errorBody(code, message));
}
