import { describe, expect, it } from 'vitest';
import type { ChannelAdapter } from '#channels/channel.ts';
import type { LoadedChannel } from '#channels/index.ts';
import type { ClaimedWork } from '#core/work.ts';
import { createLog } from '#platform/log.ts';
import { createTestClock } from '#tests/kit/clock.ts';
import { createReadMarks } from './mark-read.ts';

const channel = { type: 'paper', channelId: 'c', state: 'active' } as LoadedChannel;
const work = (conversation: string, providerId: string, more = {}) =>
  ({
    conversation: { id: conversation, handler: 'assistant', optedOut: false, ...more },
    messages: [{ providerId }],
  }) as unknown as ClaimedWork;

function start(thinks = false) {
  const clock = createTestClock();
  const marked: string[] = [];
  const adapter = {
    abilities: { marksRead: true, typing: true },
    acknowledge: async (read: { providerId: string; typing: boolean }) =>
      void marked.push(read.typing ? `${read.providerId}, writing` : read.providerId),
  } as unknown as ChannelAdapter;
  const markRead = createReadMarks({
    clock,
    log: createLog('silent'),
    adapter: () => adapter,
    io: () => ({}) as never,
    thinks: () => thinks,
  });
  return { clock, marked, markRead };
}

describe('marking as read', () => {
  it('marks the first message at once and the last of a burst when the time has passed', async () => {
    const { clock, marked, markRead } = start();
    for (const message of ['a1', 'a2', 'a3']) markRead(work('a', message), channel);
    expect(marked).toEqual(['a1']);
    await clock.advance(3000);
    expect(marked).toEqual(['a1', 'a3']);
    await clock.advance(3000);
    markRead(work('a', 'a4'), channel);
    expect(marked).toEqual(['a1', 'a3', 'a4']);
  });

  it('shows that an answer is being written where the assistant takes its time', () => {
    const { marked, markRead } = start(true);
    markRead(work('a', 'a1'), channel);
    expect(marked).toEqual(['a1, writing']);
  });

  it('keeps conversations apart', () => {
    const { marked, markRead } = start();
    for (const conversation of ['a', 'b']) markRead(work(conversation, conversation), channel);
    expect(marked).toEqual(['a', 'b']);
  });

  it('leaves the ticks to people after a hand-over, and to nobody who asked for silence or on a paused channel', () => {
    const { marked, markRead } = start();
    markRead(work('a', 'a', { handler: 'people' }), channel);
    markRead(work('b', 'b', { optedOut: true }), channel);
    markRead(work('c', 'c'), { ...channel, state: 'paused' });
    expect(marked).toEqual([]);
  });
});
