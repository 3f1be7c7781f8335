import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#platform/errors.ts';
import { parseInput } from '#platform/http/parse-input.ts';
import type { DescribedRoute } from '#platform/module.ts';
import { type AccountTools, authDb, record, writeTo } from './account-tools.ts';
import { explainRefusal } from './auth-errors.ts';
import { authPaths } from './auth-paths.ts';
import { sessionsPurpose } from './carry-second-factors.ts';
import { findHalfSignedIn, readLock } from './code-store.ts';
import { cookieOf, openSigned } from './cookies.ts';
import { csrfSetCookie, requireCsrfToken } from './csrf.ts';
import { passwordLengthMin } from './password.ts';
import { requireSameOrigin } from './same-origin.ts';
import { useCodeOnce } from './second-factor.ts';
import { addressHeader, cookiePrefixOf, type Session, type Sessions } from './session.ts';
import { deleteSession, deleteSessions } from './session-store.ts';

export interface AuthRouteOptions extends AccountTools {
  readonly sessions: Sessions;
}

/** A request on its way to better-auth. */
interface Asked {
  readonly route: DescribedRoute;
  readonly request: FastifyRequest;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whoever is signed in already. */
  readonly session: Session | null;
  /** Whose account it is about: signed in, named, or between password and code; null: nobody we know. */
  readonly userId: string | null;
}

const signIn = '/api/auth/sign-in';
const verifyCode = '/api/auth/two-factor/verify-totp';
const verifyBackupCode = '/api/auth/two-factor/verify-backup-code';

/** /api/auth/…: better-auth behind our own door: known paths and fields only, one error shape, no other website, no guessing. */
export async function authRoutes(server: FastifyInstance, options: AuthRouteOptions): Promise<void> {
  for (const route of authPaths)
    server.route({ method: route.method, url: route.path, handler: (request, reply) => answer(options, route, { request, reply }) });
}

async function answer(
  options: AuthRouteOptions,
  route: DescribedRoute,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  requireSameOrigin(provenanceOf(request), options.publicUrl());
  const body = (parseInput(route, request).body ?? {}) as Asked['body'];
  // Read for open addresses too: a session that was not used for too long ends here, before better-auth would believe it.
  const session = request.headers.cookie === undefined ? null : await options.sessions.read(request.headers.cookie);
  if (route.access === 'signed-in') {
    if (session === null)
      throw new Refusal('unauthenticated', 'Sign in first; an API key belongs to one organization and cannot do this.', { status: 401 });
    requireCsrfToken(request, session.csrfToken);
  }
  const asked = await identify(options, { route, request, body, session });
  const admitted = await admit(options, asked);
  const response = await options.sessions.handle(toWebRequest(options, asked));
  if (response.ok) {
    admitted.wasRight();
    await afterwards(options, asked, response);
  } else {
    if (response.status === 401 || response.status === 400) record(options, `refused ${nameOf(route)}`, asked.userId);
    await sayHowLong(options, asked, response.clone());
  }
  return passOn(options, asked, { response, reply });
}

async function identify(options: AuthRouteOptions, asked: Omit<Asked, 'userId'>): Promise<Asked> {
  if (asked.route.path !== signIn) return { ...asked, userId: asked.session?.userId ?? (await halfSignedIn(options, asked.request)) };
  // Looked up whether it is an e-mail address or a user name: the work is the same for all.
  const { login, ...rest } = asked.body as { login: string };
  const account = await options.accounts.findByLogin(login);
  // What belongs to nobody is handed on as an address that is nobody's: better-auth then hashes all the same (RFC 2606 ".invalid").
  return { ...asked, body: { ...rest, email: account?.email ?? 'nobody@baraza.invalid' }, userId: account?.id ?? null };
}

/** Who has given their password and is asked for a code. */
async function halfSignedIn(options: AuthRouteOptions, { headers }: FastifyRequest): Promise<string | null> {
  const signed = cookieOf(headers.cookie ?? '', `${cookiePrefixOf(options.publicUrl())}.two_factor`);
  const identifier = openSigned(signed, options.masterKey.derive(sessionsPurpose));
  return identifier === null ? null : ((await findHalfSignedIn(authDb(options), identifier)) ?? null);
}

/** Counts the attempt against the account that is tried and the address it comes from; whoever takes a code takes it once. */
async function admit(options: AuthRouteOptions, asked: Asked): Promise<{ wasRight(): void }> {
  const { route, request, userId } = asked;
  if (route.path === '/api/auth/sign-out') return { wasRight: () => undefined };
  const { byAddress, byAccount } = options.guesses;
  byAddress.admit(request.ip);
  const key = keyOf(asked);
  byAccount.admit(key);
  if (route.path === verifyCode && userId !== null) await useCodeOnce(options, userId, String(asked.body.code));
  if (route.path === '/api/auth/two-factor/disable') await requireLongEnough(options, asked);
  return {
    wasRight() {
      byAccount.forgive(key);
      byAddress.takeBack(request.ip);
    },
  };
}

/** Passwords and codes are counted apart: who does not know the password cannot keep anybody from giving their code. */
function keyOf({ route, request, userId }: Asked): string {
  const isCode = route.path === verifyCode || route.path === verifyBackupCode;
  if (userId !== null) return isCode ? `code ${userId}` : userId;
  const { login } = (request.body ?? {}) as { login?: string };
  // However it is written, as an account is found by it: else being slowed down would tell which names belong to somebody.
  return login === undefined ? `nobody at ${request.ip}` : login.trim().toLowerCase();
}

/** Without its second factor the account has a password alone. */
async function requireLongEnough({ accounts }: AuthRouteOptions, { body, userId }: Asked): Promise<void> {
  const password = String(body.password);
  if (userId === null || [...password].length >= passwordLengthMin || !(await accounts.passwordIsRight(userId, password))) return;
  throw new Refusal(
    'accounts.password_too_short',
    `Choose a password of at least ${passwordLengthMin} characters first: without the second factor it stands alone.`,
    { status: 409 },
  );
}

/** What follows from what better-auth did. */
async function afterwards(options: AuthRouteOptions, { route, session, userId }: Asked, response: Response): Promise<void> {
  const begins = route.path === signIn || ((route.path === verifyCode || route.path === verifyBackupCode) && session === null);
  record(options, nameOf(route), userId);
  // Somebody signed in over another session in this browser: that one shall not go on unseen.
  if (begins && session !== null) await deleteSession(authDb(options), session.userId, session.id);
  if (userId === null || session === null) return;
  const isOn = route.path === verifyCode && !session.secondFactor;
  const isOff = route.path === '/api/auth/two-factor/disable';
  if (isOn) await endTheOthers(options, userId, response);
  if (isOn || isOff) await writeTo(options, await options.accounts.read(userId), { kind: isOn ? 'second_factor_on' : 'second_factor_off' });
}

/** Whoever signed in before there was a second factor must show it too; better-auth has begun a new session for the one who set it up. */
async function endTheOthers(options: AuthRouteOptions, userId: string, response: Response): Promise<void> {
  const mine = await options.sessions.read(cookiesOf(response));
  await deleteSessions(authDb(options), userId, mine?.id ?? null);
}

/** better-auth locks codes for a time after ten wrong ones and does not say for how long. */
async function sayHowLong(options: AuthRouteOptions, { userId }: Asked, response: Response): Promise<void> {
  if (response.status !== 429 || userId === null) return;
  const until = await readLock(authDb(options), userId);
  const seconds = Math.max(1, Math.ceil(((until ?? options.clock.now()).getTime() - options.clock.now().getTime()) / 1000));
  throw new Refusal('accounts.account_temporarily_locked', `Too many wrong codes. Try again in ${Math.ceil(seconds / 60)} minutes.`, {
    status: 429,
    details: { retryAfterSeconds: seconds },
  });
}

/** "two-factor/enable": for the log. */
function nameOf({ path }: DescribedRoute): string {
  return path.replace('/api/auth/', '');
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

function toWebRequest({ publicUrl }: AuthRouteOptions, { route, request, body }: Asked): Request {
  const headers = new Headers({ [addressHeader]: request.ip, 'content-type': 'application/json' });
  for (const name of ['cookie', 'origin', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  const path = route.path === signIn ? '/api/auth/sign-in/email' : route.path;
  return new Request(new URL(path, new URL(publicUrl()).origin), { method: 'POST', headers, body: JSON.stringify(body) });
}

/** The cookies an answer sets, as a browser would send them. */
function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** Only what the description names goes out: of a session, for instance, never the token that is in its cookie. */
async function passOn(
  options: AuthRouteOptions,
  { route }: Asked,
  { response, reply }: { response: Response; reply: FastifyReply },
): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const csrf = options.sessions.csrfTokenOf(cookiesOf(response));
  if (csrf !== null) reply.header('set-cookie', csrfSetCookie(csrf, { secure: options.publicUrl().startsWith('https:') }));
  const text = await response.text();
  reply.header('cache-control', 'no-store').type('application/json');
  if (response.ok) return reply.send(JSON.stringify(route.answers[200]?.json?.parse(JSON.parse(text || 'null'))));
  if (response.status >= 500) throw new Error('better-auth failed; what it said is in the log.');
  const { code, status, message } = explainRefusal(response.status, JSON.parse(text || '{}') as { code?: string; message?: string });
  throw new Refusal(code, message, { status });
}
