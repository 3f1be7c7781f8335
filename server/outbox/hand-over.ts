import { type ChannelAdapter, ChannelError, type ChannelIo } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import { type Clock, later } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { findFiles } from '#platform/files/file-store.ts';
import type { Files } from '#platform/files/files.ts';
import { dropHandedOver, findHandedOver, keepHandedOver } from './file-store.ts';

/** Files that messages name: each is given to a channel's provider once, and named by the provider's id from then on. */
export interface HandOver {
  /** The provider's ids by ours. Throws `ChannelError`; nothing was sent yet, and handing over twice is harmless. */
  handOver(to: { channel: LoadedChannel; adapter: ChannelAdapter }, ids: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** The provider refused a message with these: they are handed over anew next time. */
  forget(channel: LoadedChannel, ids: readonly string[]): Promise<void>;
}

export interface HandOverOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly files: Pick<Files, 'read'>;
  io(channel: LoadedChannel): ChannelIo;
}

/** Meta keeps uploads for 30 days; the last one is left to slow lanes. */
const daysUsable = 29;

export function createHandOver({ database, clock, files, io }: HandOverOptions): HandOver {
  /** A picture for a thousand people is not uploaded a thousand times at once. */
  const underWay = new Map<string, Promise<string>>();

  async function upload({ channel, adapter }: { channel: LoadedChannel; adapter: ChannelAdapter }, id: string): Promise<string> {
    const [file] = await findFiles(database.of(channel.organizationId), [id]);
    if (!file || !adapter.uploadFile) throw gone;
    const { mediaType, size, key } = file;
    const { providerId } = await adapter.uploadFile({ id, mediaType, size, bytes: () => files.read(key) }, channel, io(channel));
    await keepHandedOver(database, channel, { id, providerId, now: clock.now() });
    return providerId;
  }

  return {
    async handOver(to, ids) {
      const { channel } = to;
      const after = later(clock.now(), -daysUsable * 86_400);
      const known = await findHandedOver(database, channel, { ids, after });
      for (const id of ids.filter((one) => !known.has(one))) {
        const key = `${channel.channelId} ${id}`;
        const work = underWay.get(key) ?? upload(to, id).finally(() => underWay.delete(key));
        underWay.set(key, work);
        known.set(id, await work);
      }
      return Object.fromEntries(known);
    },
    forget: (channel, ids) => dropHandedOver(database, channel, ids),
  };
}

const gone = new ChannelError('never', {
  code: 'outbox.file_gone',
  reason: 'The file of this message is not there any more.',
  advice: 'Upload it again and send a new message.',
});
