import type { ChannelAdapter, ChannelIo } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import type { ClaimedWork } from '#core/work.ts';
import type { Clock } from '#platform/clock.ts';
import { type Log, places } from '#platform/log.ts';

/**
 * A provider takes a read mark for everything before it too, so a person who writes five messages in a row needs two marks,
 * not five: the first at once, the last when they pause. Each saved one is a request less against the channel's limits.
 */
const everyMs = 3000;

export interface ReadMarkOptions {
  readonly clock: Clock;
  readonly log: Log;
  adapter(type: string): ChannelAdapter | undefined;
  io(channel: LoadedChannel): ChannelIo;
  /** Whether the channel's assistant takes seconds to answer: then the person is shown that somebody is writing. */
  thinks(channel: LoadedChannel): boolean;
}

/**
 * Shows people that their messages were read, when an assistant takes them. Best effort, beside the turn: a failure costs two
 * blue ticks. After a hand-over the ticks belong to the people who read.
 */
export function createReadMarks(options: ReadMarkOptions): (work: ClaimedWork, channel: LoadedChannel) => void {
  /** The conversations marked a moment ago, with what has come since. */
  const recent = new Map<string, (() => void) | null>();

  function mark(conversationId: string, send: () => void): void {
    if (recent.has(conversationId)) return void recent.set(conversationId, send);
    recent.set(conversationId, null);
    send();
    options.clock.after(everyMs, () => {
      const waiting = recent.get(conversationId);
      recent.delete(conversationId);
      if (waiting) mark(conversationId, waiting);
    });
  }

  return (work, channel) => {
    const adapter = options.adapter(channel.type);
    const providerId = work.messages.at(-1)?.providerId;
    if (!adapter?.acknowledge || !adapter.abilities.marksRead || !providerId) return;
    if (work.conversation.handler === 'people' || work.conversation.optedOut || channel.state !== 'active') return;
    mark(work.conversation.id, () => {
      adapter
        .acknowledge?.({ providerId, typing: adapter.abilities.typing && options.thinks(channel) }, channel, options.io(channel))
        .catch((error: unknown) =>
          options.log.debug({ channel: channel.channelId, err: places(error) }, 'a message could not be marked as read'),
        );
    });
  };
}
