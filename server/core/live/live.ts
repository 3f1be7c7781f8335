import type { Change } from '#contract/realtime.ts';
import type { Feed } from '#platform/realtime/feed.ts';

/** Where rooms say, after a commit, what has changed: for pages that are open. Nothing depends on its being heard. */
export type Live = Pick<Feed<Change>, 'tell'>;

/** A channel that pauses or is mended leaves or closes a notice. */
export function tellOfChannel(live: Live, { organizationId, channelId }: { organizationId: string; channelId: string }): void {
  live.tell(organizationId, () => [{ kind: 'channel.changed', channelId }, { kind: 'notice.changed' }]);
}
