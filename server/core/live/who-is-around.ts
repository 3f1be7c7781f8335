import type { Change } from '#contract/realtime.ts';
import type { Caller } from '#platform/auth/authenticate.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Here, Place, Presence } from '#platform/realtime/presence.ts';
import type { Audience } from '#platform/realtime/watchers.ts';

/** What is told of a conversation when somebody comes, goes or writes. */
export function presenceChange({ ids }: Place, { looking, typing }: Here): Change {
  return { kind: 'presence.changed', ...ids, looking: [...looking], typing: [...typing] };
}

interface Around {
  readonly presence: Pick<Presence, 'everywhere'>;
  readonly audience: Pick<Audience<Change>, 'seesOnly' | 'visibleTo'>;
}

/** Who looks at which conversation now: for a page that was opened after they were. */
export function whoIsAround({ presence, audience }: Around): (caller: Caller) => Promise<readonly Change[]> {
  return async ({ actor, organization }) => {
    requirePermission({ actor }, 'conversations.read');
    const changes = presence.everywhere(organization.id).map(({ place, here }) => presenceChange(place, here));
    const only = audience.seesOnly(actor);
    if (only === null) return changes;
    const visible = await audience.visibleTo(organization.id, [only], changes);
    return changes.filter((change) => visible.get(only)?.has(change) ?? false);
  };
}
