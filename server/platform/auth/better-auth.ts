import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { sessionsPurpose } from './carry-second-factors.ts';
import { hashPassword, passwordLengthMax, passwordLengthMin, verifyPassword } from './password.ts';
import { addressHeader, cookiePrefix, type SessionOptions, type Sessions } from './session.ts';

/** Only sessions.ts imports this file, when it is needed. */
export async function startBetterAuth(options: SessionOptions): Promise<Pick<Sessions, 'handle' | 'read'>> {
  const auth = makeAuth(options);
  await auth.$context;
  return {
    handle: (request) => auth.handler(request),
    async read(cookie) {
      const { headers, response } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true });
      return response ? { userId: response.user.id, email: response.user.email, setCookies: headers?.getSetCookie() ?? [] } : null;
    },
  };
}

function makeAuth({ database, ids, log, masterKey, publicUrl }: SessionOptions) {
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
      // Nobody sends e-mail yet, so an address out of an invitation stays unproven; ensure.ts of organizations/ asks for it.
      requireEmailVerification: false,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    plugins: [twoFactor({ issuer: 'Baraza' })],
    // Slowed down in auth-routes.ts, by account and by address.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix,
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
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
