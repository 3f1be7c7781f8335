import type { Change } from '#contract/realtime.ts';
import { createAudience } from '#core/live/audience.ts';
import { changeOfRequest } from '#core/live/change-of-request.ts';
import { enterConversation } from '#core/live/enter-conversation.ts';
import type { Live } from '#core/live/live.ts';
import { presenceChange, whoIsAround } from '#core/live/who-is-around.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Handled } from '#platform/http/module-routes.ts';
import type { Feed } from '#platform/realtime/feed.ts';
import { createPresence } from '#platform/realtime/presence.ts';
import type { Registry } from '#platform/registry.ts';
import type { DeskTools } from '../../modules/desk/server/index.ts';

interface LiveParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly feed: Feed<Change>;
  readonly registry: Registry;
}

/** What the doors need to tell open pages what changes: who may be told, who is where, and what requests have done. */
export function createLive({ database, clock, feed, registry }: LiveParts) {
  const presence = createPresence({
    clock,
    tell: (organizationId, place, here) => feed.tell(organizationId, () => [presenceChange(place, here)]),
  });
  const audience = createAudience(database, registry);
  return {
    realtime: { feed, presence, audience, enter: enterConversation(database), around: whoIsAround({ presence, audience }) },
    onDone: (done: Handled) => feed.tell(done.organizationId, () => [changeOfRequest(done)]),
  };
}

/** The desk says more of what changed than the address of its request does: whose conversation it was. */
export function toldByDesk(live: Live): NonNullable<DeskTools['onChange']> {
  return ({ organizationId, kind, ...ids }) =>
    live.tell(organizationId, () =>
      kind === 'note'
        ? [{ kind: 'note.changed', ...ids }]
        : [
            { kind: 'conversation.changed', ...ids },
            // What was done with it leaves lines in its timeline.
            { kind: 'event.created', ...ids },
          ],
    );
}
