import type { SendTrouble } from '#contract/messages.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { ChannelDirectory, LoadedChannel } from './loaded-channel.ts';
import { markPaused } from './store.ts';

export interface PauseTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: Pick<ChannelDirectory, 'forget'>;
}

/** The provider refuses the whole channel (a dead token): shows a person why, until they mend it. A disabled one stays so. */
export async function pauseChannel(tools: PauseTools, { organizationId, channelId }: LoadedChannel, trouble: SendTrouble): Promise<void> {
  await markPaused(tools.database.of(organizationId), { id: channelId, trouble: JSON.stringify(trouble), now: tools.clock.now() });
  tools.directory.forget(organizationId, channelId);
}
