import type { Session } from '#platform/auth/session.ts';
import type { Db } from '#platform/db/database.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';
import type { OrganizationKey } from './secrets.ts';

/**
 * What every action, step and tool is given first. Nothing is ambient: the tenant, the person, the connection and the
 * clock are all here, so a function's needs can be read from its first parameter.
 */
export interface Scope {
  readonly organization: { readonly id: string };
  readonly actor: Actor;
  /** Bound to the organization: every statement runs under its row-level security. Connection or transaction. */
  readonly db: Db;
  /** Encrypts and opens this organization's secrets and sensitive fields. */
  readonly key: OrganizationKey;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** What a request has that belongs to no organization: a person before, or apart from, the organizations they are in. */
export interface AccountScope {
  /** Whoever is signed in; null: nobody is. */
  readonly session: Session | null;
  /** The internet address it comes from: whoever guesses is slowed down by it. */
  readonly address: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** For routes that only signed-in people reach. */
export function requireSession({ session }: Pick<AccountScope, 'session'>): Session {
  if (session === null) throw new Error('A route for signed-in people was asked without one.');
  return session;
}

/** Who asks. Permissions are checked on the first line of an action, the same for a person, a key and a model. */
export interface Actor {
  readonly kind: 'member' | 'api_key' | 'system';
  /** The member's or the key's id; for the system, the part of the program that acts. */
  readonly id: string;
  readonly permissions: ReadonlySet<string>;
}
