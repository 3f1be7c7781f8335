import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '#contract/realtime.ts';
import { concerns, createFollower } from './follow.ts';

const onChanges = vi.fn();
const onMissed = vi.fn();
beforeEach(() => {
  onChanges.mockClear();
  onMissed.mockClear();
});
const change: Change = { kind: 'message.created', conversationId: 'c1', messageId: 'm1' };
const batch = (after: number, sequence: number, more: object = {}) => ({ epoch: 'a', after, sequence, changes: [change], ...more });

describe('a follower', () => {
  it('passes on what comes in order', () => {
    const follower = createFollower({ onChanges, onMissed });
    follower.hello({ epoch: 'a', sequence: 4 });
    follower.batch(batch(4, 6));
    follower.batch(batch(6, 7));
    expect(onChanges).toHaveBeenCalledTimes(2);
    expect(onMissed).not.toHaveBeenCalled();
  });

  it.each([
    ['a gap', [batch(5, 6)]],
    ['more than is worth naming', [batch(4, 6, { overflow: true })]],
    ['another process', [batch(4, 5, { epoch: 'b' })]],
  ])('says that something was missed: %s', (_why, batches) => {
    const follower = createFollower({ onChanges, onMissed });
    follower.hello({ epoch: 'a', sequence: 4 });
    for (const one of batches) follower.batch(one as never);
    expect(onMissed).toHaveBeenCalledOnce();
    expect(onChanges).not.toHaveBeenCalled();
  });

  it('knows after a lost connection whether anything happened meanwhile', () => {
    const follower = createFollower({ onChanges, onMissed });
    follower.hello({ epoch: 'a', sequence: 4 });
    follower.hello({ epoch: 'a', sequence: 4 });
    expect(onMissed).not.toHaveBeenCalled();
    follower.hello({ epoch: 'a', sequence: 9 });
    expect(onMissed).toHaveBeenCalledOnce();
  });
});

it('a query is read again only for what it is about', () => {
  expect(concerns({ changes: ['message'] }, change)).toBe(true);
  expect(concerns({ changes: ['turn'] }, change)).toBe(false);
  expect(concerns({ changes: ['message'], about: { conversationId: 'c1' } }, change)).toBe(true);
  expect(concerns({ changes: ['message'], about: { conversationId: 'c2' } }, change)).toBe(false);
  // A change that does not say which one may be any.
  expect(concerns({ changes: ['message'], about: { channelId: 'x' } }, change)).toBe(true);
  expect(concerns(undefined, change)).toBe(false);
});
