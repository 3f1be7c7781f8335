import { cookiePrefix, type SessionOptions, type Sessions } from './session.ts';

/** Loads better-auth at the first request that needs it. */
export function createSessions(options: SessionOptions): Sessions {
  let loading: Promise<Pick<Sessions, 'handle' | 'read'>> | null = null;
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
  return {
    handle: async (request) => (await loaded()).handle(request),
    read: async (cookie) => (cookie.includes(`${cookiePrefix}.session_token=`) ? (await loaded()).read(cookie) : null),
    keysChanged() {
      loading = null;
    },
  };
}
