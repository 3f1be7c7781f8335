import { describe, expect, it } from 'vitest';
import type { Message } from '#contract/conversations.ts';
import { threadOf } from './thread.ts';

const on = { off: false, readTo: null };

function message(id: string, given: Partial<Message>): Message {
  const standard = { id, kind: 'text', direction: 'in', author: 'contact', status: 'received', text: id, content: null, quotes: null };
  return { ...standard, providerId: `p-${id}`, ...given } as Message;
}
const own = (id: string, given: Partial<Message> = {}) => message(id, given);
const theirs = (id: string, given: Partial<Message> = {}) =>
  message(id, { direction: 'out', author: 'assistant', status: 'delivered', ...given } as Partial<Message>);
const ticks = (messages: readonly Message[], state: Parameters<typeof threadOf>[1] = on) =>
  threadOf(messages, state).shown.map(({ message: { id }, tick }) => `${id} ${tick}`);

describe('what is shown of a message', () => {
  it('is its last wording, and that it was taken back', () => {
    const edit = own('c', { kind: 'edit', text: 'Tomorrow at ten', quotes: 'a', content: { kind: 'text' } } as Partial<Message>);
    const gone = own('d', { kind: 'delete', text: null, quotes: 'b' } as Partial<Message>);
    const { shown } = threadOf([own('a'), own('b'), edit, gone], on);
    expect(shown.map(({ text, edited, deleted }) => ({ text, edited, deleted }))).toEqual([
      { text: 'Tomorrow at ten', edited: true, deleted: false },
      { text: 'b', edited: false, deleted: true },
    ]);
  });

  it('is the last reaction of each side, and none when it was taken back', () => {
    const react = (id: string, direction: 'in' | 'out', emoji: string | null) =>
      message(id, { kind: 'reaction', direction, quotes: 'a', content: { emoji }, text: null } as Partial<Message>);
    const both = threadOf([theirs('a'), react('b', 'in', '👍'), react('c', 'out', '🙏')], on).shown[0];
    expect(both).toMatchObject({ ownReaction: '👍', theirReaction: '🙏' });
    const back = threadOf([theirs('a'), react('b', 'in', '👍'), react('c', 'in', null)], on).shown;
    expect(back).toHaveLength(1);
    expect(back[0]).toMatchObject({ ownReaction: null });
  });

  it('is what was tapped, and what it answers; a tap does not repeat the question it answers', () => {
    const tap = own('b', { kind: 'choice', quotes: 'a', content: { id: 'person' } } as Partial<Message>);
    const { shown } = threadOf([theirs('a'), tap, own('c', { quotes: 'a' })], on);
    expect(shown[0]?.chosen).toBe('person');
    expect(shown.map(({ quoted }) => quoted?.id ?? null)).toEqual([null, null, 'a']);
  });
});

describe('ticks', () => {
  it('of what was written: delivered when it is stored, read when it was answered or told so', () => {
    expect(ticks([own('a'), theirs('b'), own('c'), own('d')])).toEqual(['a read', 'b delivered', 'c delivered', 'd delivered']);
    expect(ticks([own('a'), own('b'), own('c')], { off: false, readTo: 'p-b' })).toEqual(['a read', 'b read', 'c delivered']);
  });

  it('do not take a line of the program itself for an answer', () => {
    expect(ticks([own('a'), theirs('b', { author: 'system' })])[0]).toBe('a delivered');
  });

  it('of what came: as far as it came, and what did not is shown as that', () => {
    const came = [theirs('a', { status: 'read' }), theirs('b', { status: 'failed' }), theirs('c', { status: 'sent' })];
    expect(ticks(came)).toEqual(['a read', 'b failed', 'c sent']);
  });
});

it('what is on its way is on no phone, and what was sent to one that is off waits', () => {
  const messages = [theirs('a'), theirs('b', { status: 'sent' }), theirs('c', { status: 'pending' }), theirs('d', { status: 'sending' })];
  expect(threadOf(messages, on)).toMatchObject({ waiting: 0, unseen: 'b' });
  const off = threadOf(messages, { off: true, readTo: null });
  expect(off.shown.map(({ message: { id } }) => id)).toEqual(['a']);
  expect(off.waiting).toBe(1);
});

it('what was read is not told again as seen', () => {
  expect(threadOf([theirs('a', { status: 'read' })], on).unseen).toBeNull();
});
