import { later } from '#platform/clock.ts';
import { sessionsPurpose } from './carry-second-factors.ts';
import { cookieOf, openSigned } from './cookies.ts';
import { csrfTokenFor } from './csrf.ts';
import { cookiePrefixOf, type Session, type SessionOptions, type Sessions } from './session.ts';
import { deleteSession, findSession, type SessionRow, stampSession } from './session-store.ts';

/** The last use is kept to the minute: a busy page must not write a row for each request. */
const stampEverySeconds = 60;

/** Reads sessions, and loads better-auth at the first request that needs it. */
export function createSessions(options: SessionOptions): Sessions {
  const { database, clock, masterKey, publicUrl } = options;
  const db = () => database.of(null, 'baraza_auth');
  let loading: Promise<Pick<Sessions, 'handle'>> | null = null;
  const loaded = () => {
    loading ??= import('./better-auth.ts')
      .then(({ startBetterAuth }) => startBetterAuth(options))
      .catch((error: unknown) => {
        // The database was away, for instance: the next request tries again.
        loading = null;
        throw error;
      });
    return loading;
  };
  const tokenOf = (cookie: string) =>
    openSigned(cookieOf(cookie, `${cookiePrefixOf(publicUrl())}.session_token`), masterKey.derive(sessionsPurpose));

  return {
    handle: async (request) => (await loaded()).handle(request),
    async read(cookie, { quiet } = { quiet: false }) {
      const token = tokenOf(cookie);
      const row = token === null ? undefined : await findSession(db(), token);
      if (token === null || !row) return null;
      const now = clock.now();
      const endsAt = endOf(row, options.sessionTimes.wholeSeconds);
      if (endsAt <= now || later(row.updatedAt, options.sessionTimes.idleSeconds) <= now) {
        await deleteSession(db(), row.userId, row.id);
        return null;
      }
      if (!quiet && later(row.updatedAt, stampEverySeconds) <= now) await stampSession(db(), row.id, now);
      return toSession(row, { endsAt, csrfToken: csrfTokenFor(masterKey, token) });
    },
    csrfTokenOf(cookie) {
      const token = tokenOf(cookie);
      return token === null ? null : csrfTokenFor(masterKey, token);
    },
    keysChanged() {
      loading = null;
    },
  };
}

/** A session that shall end with the browser ends after a day too. */
function endOf({ createdAt, expiresAt }: SessionRow, wholeSeconds: number): Date {
  const latest = later(createdAt, wholeSeconds);
  return expiresAt < latest ? expiresAt : latest;
}

function toSession(row: SessionRow, more: Pick<Session, 'endsAt' | 'csrfToken'>): Session {
  const { id, userId, email, createdAt } = row;
  return { id, userId, email, createdAt, secondFactor: row.twoFactorEnabled === true, ...more };
}
