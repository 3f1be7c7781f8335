import type { Authenticator, Caller } from '#platform/auth/authenticate.ts';
import type { Clock } from '#platform/clock.ts';
import type { Limits } from '#platform/http/limits.ts';
import type { Log } from '#platform/log.ts';
import type { Feed } from './feed.ts';
import type { Place, Presence } from './presence.ts';
import type { Audience } from './watchers.ts';

export interface RealtimeOptions<Change extends object> {
  readonly authenticator: Pick<Authenticator, 'authenticate'>;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: Log;
  readonly trustProxy: boolean;
  readonly feed: Feed<Change>;
  readonly presence: Presence;
  readonly audience: Audience<Change>;
  /** The place behind an id, for whoever may be there. Throws a refusal for whoever may not. */
  enter(caller: Caller, placeId: string): Promise<Place>;
  /** Who is where now, as far as the asker may know it. Throws a refusal for whoever may not ask. */
  around(caller: Caller): Promise<readonly Change[]>;
}
