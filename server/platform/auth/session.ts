import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import type { MasterKey } from '#platform/secrets.ts';

/** Sign-in and sessions by better-auth, which is loaded at the first need: it costs some 60 MB that an idle server saves. */
export interface Sessions {
  /** Answers a request to /api/auth/… */
  handle(request: Request): Promise<Response>;
  /** Who is signed in by these cookies; the new cookies, when the session was prolonged. */
  read(cookie: string): Promise<Session | null>;
  /** The secret key changed: sessions signed with the old one end. */
  keysChanged(): void;
}

export interface Session {
  readonly userId: string;
  readonly email: string;
  readonly setCookies: readonly string[];
}

export interface SessionOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly masterKey: MasterKey;
  /** Known only once the server listens, when it listens on a free port. */
  publicUrl(): string;
}

/** The name every cookie of ours begins with; a request without one never loads better-auth. */
export const cookiePrefix = 'baraza';

/** The header in which better-auth is told the connection's address; what a client sends under this name is never passed on. */
export const addressHeader = 'x-baraza-address';
