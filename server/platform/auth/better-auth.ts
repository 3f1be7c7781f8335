import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { sessionsPurpose } from './carry-second-factors.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { addressHeader, cookiePrefixOf, type SessionOptions, type Sessions } from './session.ts';

/** Only sessions.ts imports this file, when it is needed. */
export async function startBetterAuth(options: SessionOptions): Promise<Pick<Sessions, 'handle'>> {
  const auth = makeAuth(options);
  await auth.$context;
  return { handle: (request) => auth.handler(request) };
}

function makeAuth({ database, clock, ids, log, masterKey, sessionTimes, publicUrl }: SessionOptions) {
  const origin = new URL(publicUrl()).origin;
  return betterAuth({
    appName: 'Baraza',
    baseURL: origin,
    basePath: '/api/auth',
    secret: masterKey.derive(sessionsPurpose),
    database: { db: database.of(null, 'baraza_auth'), type: 'postgres', schemaName: 'auth', transaction: false },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by the first run, an invitation or the provisioning file.
      disableSignUp: true,
      // An unproven address signs in: the password proves the person. ensure.ts of organizations/ asks for a proven one.
      requireEmailVerification: false,
      // It measures passwords at signing in too; ours is the schema's (contract/accounts.ts).
      maxPasswordLength: 512,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    // Sessions are read, and ended, by sessions.ts; better-auth must not prolong them.
    session: { expiresIn: sessionTimes.wholeSeconds, disableSessionRefresh: true },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, createdAt: clock.now(), updatedAt: clock.now() } }) } },
    },
    plugins: [twoFactor({ issuer: 'Baraza' })],
    // Slowed down in auth-routes.ts, by account and by address.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: cookiePrefixOf(origin),
      // The prefix says it already; better-auth would put its own before it.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: origin.startsWith('https:') },
      // Where a request comes from is checked in auth-routes.ts; addresses to return to are checked here, in tests too.
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => ids.next(), validateSchema: false },
    },
    trustedOrigins: (request) => [origin, ...(request?.headers.get('origin') ? [request.headers.get('origin') as string] : [])],
    // Arguments may hold an e-mail address, so only the sentence is kept.
    logger: { log: (level, message) => log[level === 'error' || level === 'warn' ? level : 'debug']({ part: 'better-auth' }, message) },
  });
}
