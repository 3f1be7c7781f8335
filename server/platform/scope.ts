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
  /** The signed-in person; null: nobody is signed in. */
  readonly userId: string | null;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Who asks. Permissions are checked on the first line of an action, the same for a person, a key and a model. */
export interface Actor {
  readonly kind: 'member' | 'api_key' | 'system';
  /** The member's or the key's id; for the system, the part of the program that acts. */
  readonly id: string;
  readonly permissions: ReadonlySet<string>;
}
