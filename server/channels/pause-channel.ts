import type { SendTrouble } from '#contract/messages.ts';
import type { Clock } from '#platform/clock.ts';
import { type Database, prepared } from '#platform/db/database.ts';
import type { ChannelDirectory, LoadedChannel } from './loaded-channel.ts';

const pause = prepared(`
  update channels set state = 'paused', trouble = $3, changed_at = $4 where organization_id = $1 and id = $2 and state = 'active'`);

export interface PauseTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: Pick<ChannelDirectory, 'forget'>;
}

/** The provider refuses the whole channel (a dead token): shows a person why, until they mend it. A disabled one stays so. */
export async function pauseChannel(tools: PauseTools, { organizationId, channelId }: LoadedChannel, trouble: SendTrouble): Promise<void> {
  await tools.database.script('pause channel', organizationId, [
    pause(organizationId, channelId, JSON.stringify(trouble), tools.clock.now()),
  ]);
  tools.directory.forget(organizationId, channelId);
}
