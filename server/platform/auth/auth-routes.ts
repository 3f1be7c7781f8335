import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#platform/clock.ts';
import { notFound } from '#platform/errors.ts';
import { badField } from '#platform/fields.ts';
import { errorBody } from '#platform/http/answer-error.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { requireSameOrigin } from './same-origin.ts';
import { addressHeader, type Sessions } from './session.ts';

export interface AuthRouteOptions {
  readonly sessions: Sessions;
  readonly clock: Clock;
  publicUrl(): string;
}

/** What of better-auth may be reached from outside. Everything else (sign-up, reset, social …) answers 404 until it is wanted. */
const open: ReadonlySet<string> = new Set([
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /get-session',
  'GET /list-sessions',
  'POST /revoke-session',
  'POST /revoke-sessions',
  'POST /revoke-other-sessions',
  'POST /change-password',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/get-totp-uri',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
]);

/** Where a secret is guessed: slowed down. */
const guessed = /^\/(sign-in\/email|change-password|two-factor\/)/;

/** A person forgets a password a few times; a whole office behind one address, somewhat more. */
const freeByAccount = 6;
const freeByAddress = 40;

/** /api/auth/…: better-auth behind our own door: open paths only, one error shape, no other website, no guessing. */
export async function authRoutes(server: FastifyInstance, options: AuthRouteOptions): Promise<void> {
  const byAccount = createAttempts({ clock: options.clock, free: freeByAccount });
  const byAddress = createAttempts({ clock: options.clock, free: freeByAddress });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    async handler(request, reply) {
      const path = `/${(request.params as { '*': string })['*']}`;
      if (!open.has(`${request.method} ${path}`)) throw notFound('address');
      requireSameOrigin(provenanceOf(request), options.publicUrl());
      const account = guessed.test(path) ? admit(request, path, { byAccount, byAddress }) : null;
      const response = await options.sessions.handle(toWebRequest(request, options.publicUrl()));
      if (account !== null && response.ok) {
        byAccount.forgive(account);
        byAddress.takeBack(request.ip);
      }
      return passOn(response, reply);
    },
  });
}

/** Counts the attempt against the account that is tried and the address it comes from. Returns the account's key. */
function admit(request: FastifyRequest, path: string, attempts: { byAccount: Attempts; byAddress: Attempts }): string {
  attempts.byAddress.admit(request.ip);
  const email = path === '/sign-in/email' ? emailIn(request.body) : `session of ${request.ip}`;
  attempts.byAccount.admit(email);
  return email;
}

function emailIn(body: unknown): string {
  let email: unknown;
  try {
    email = (JSON.parse(String(body)) as { email?: unknown } | null)?.email;
  } catch {
    // Told below.
  }
  if (typeof email !== 'string' || email === '') throw badField('email', 'is missing');
  return email.trim().toLowerCase().slice(0, 320);
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

function toWebRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = new Headers({ [addressHeader]: request.ip });
  for (const name of ['cookie', 'origin', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  const body = request.method === 'POST' ? String(request.body ?? '') || '{}' : null;
  if (body !== null) headers.set('content-type', 'application/json');
  return new Request(new URL(request.url, new URL(publicUrl).origin), { method: request.method, headers, body });
}

async function passOn(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  reply.status(response.status).header('cache-control', 'no-store').type('application/json');
  const text = await response.text();
  if (response.ok) return reply.send(text === '' ? 'null' : text);
  const fault = JSON.parse(text || '{}') as { code?: string; message?: string };
  const code = fault.code ? `accounts.${fault.code.toLowerCase()}` : 'accounts.refused';
  return reply.send(errorBody(code, fault.message ?? 'This was refused.'));
}
