import { isDeepStrictEqual } from 'node:util';
import type { SendTrouble } from '#contract/messages.ts';
import { notify } from '#core/notices/notify.ts';
import type { Clock } from '#platform/clock.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import type { Ids } from '#platform/ids.ts';
import { openSecrets } from './load-channel.ts';
import type { ChannelDirectory, LoadedChannel } from './loaded-channel.ts';
import { type ChannelRow, lockChannel, updateChannel } from './store.ts';
import { pausedNotice } from './troubles.ts';

export interface PauseTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly directory: Pick<ChannelDirectory, 'forget'>;
}

/**
 * The provider refuses the whole channel (a dead token): shows a person why, until they mend it, and tells them once, however
 * many messages were refused. A disabled one stays so. What was refused with secrets or settings that were replaced meanwhile
 * says nothing about the new ones: then false. `news`: the provider said it of the account, whatever the secrets.
 */
export async function pauseChannel(
  { database, clock, ids, directory }: PauseTools,
  channel: LoadedChannel,
  trouble: SendTrouble,
  { news = false } = {},
): Promise<boolean> {
  const { organizationId, channelId } = channel;
  const telling = { db: database.of(organizationId), organization: { id: organizationId }, clock, ids };
  const stopped = await inTransaction(telling, 'pause channel', async (inner) => {
    const row = await lockChannel(inner.db, channelId);
    if (row?.state !== 'active') return true;
    if (!(news || isOfThis(channel, row))) return false;
    await updateChannel(inner.db, channelId, { state: 'paused', trouble, now: clock.now() });
    const { code, reason, advice } = trouble;
    await notify(inner, { kind: pausedNotice, subject: channelId, values: { channel: row.name, code, reason, advice } });
    return true;
  });
  directory.forget(organizationId, channelId);
  return stopped;
}

/** Whether the channel is still configured as it was when it was refused. */
function isOfThis({ key, secrets, settings }: LoadedChannel, row: ChannelRow): boolean {
  const stored = openSecrets(key, row.id, row.sealed_secrets);
  const same = (used: unknown, now: Readonly<Record<string, unknown>>) =>
    Object.entries((used ?? {}) as Record<string, unknown>).every(([name, value]) => isDeepStrictEqual(value, now[name]));
  return same(settings, row.settings as Record<string, unknown>) && same(secrets, stored);
}
