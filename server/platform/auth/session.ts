import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import type { Log } from '#platform/log.ts';
import type { MasterKey } from '#platform/secrets.ts';

/** Sessions are begun by better-auth and read by us: signing in loads it (some 60 MB that an idle server saves), asking does not. */
export interface Sessions {
  /** Answers a request to better-auth's own addresses. */
  handle(request: Request): Promise<Response>;
  /** Who is signed in by these cookies. `quiet`: it is no use of the session, which ends as if nobody had asked. */
  read(cookie: string, how?: { quiet: boolean }): Promise<Session | null>;
  /** What goes with the changes that this session asks for (csrf.ts); null: the cookies name no session of ours. */
  csrfTokenOf(cookie: string): string | null;
  /** The secret key changed: sessions signed with the old one end. */
  keysChanged(): void;
}

export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  /** Whether the person has a second factor that is confirmed. */
  readonly secondFactor: boolean;
  readonly createdAt: Date;
  /** At the latest; earlier when it is not used. */
  readonly endsAt: Date;
  /** What must come with the changes it asks for. */
  readonly csrfToken: string;
}

/** When sessions end. */
export interface SessionTimes {
  /** After the last use. */
  readonly idleSeconds: number;
  /** After signing in, however much it is used. */
  readonly wholeSeconds: number;
}

export interface SessionOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly masterKey: MasterKey;
  readonly sessionTimes: SessionTimes;
  /** Known only once the server listens, when it listens on a free port. */
  publicUrl(): string;
}

/**
 * The name every cookie of ours begins with. Over https it is bound to this very host by its name (RFC 6265bis §4.1.3.2), so
 * that no neighbour under the same domain can set one.
 */
export function cookiePrefixOf(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-baraza' : 'baraza';
}

/** The header in which better-auth is told the connection's address; what a client sends under this name is never passed on. */
export const addressHeader = 'x-baraza-address';
