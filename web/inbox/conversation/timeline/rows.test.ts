import { describe, expect, it } from 'vitest';
import type { Message } from '#contract/conversations.ts';
import type { TimelineItem } from '../../../../modules/desk/contract.ts';
import { firstUnread, lastSeen, type MessageRow, type Row, seenIn, toRows } from './rows.ts';

const options = { timeZone: 'Africa/Nairobi', newFrom: null };
let minute = 0;

function said(id: string, more: Partial<Record<keyof Message, unknown>> = {}, at?: string): TimelineItem {
  minute += 1;
  const createdAt = at ?? new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();
  const message = {
    id,
    kind: 'text',
    direction: 'in',
    author: 'contact',
    authorId: null,
    status: 'received',
    quotes: null,
    content: null,
    ...more,
    createdAt,
  };
  return { type: 'message', id, at: createdAt, message } as unknown as TimelineItem;
}
const ours = { direction: 'out', author: 'member', authorId: 'ana', status: 'sent' };
const messages = (rows: readonly Row[]) => rows.filter((row): row is MessageRow => row.type === 'message');
const find = (rows: readonly Row[], id: string) => messages(rows).find(({ key }) => key === id);

describe('what is said about a message stands at it', () => {
  it('the last reaction of each side, and none that was taken back', () => {
    const items = [
      said('a'),
      said('b', { kind: 'reaction', quotes: 'a', content: { emoji: '👍' } }),
      said('c', { kind: 'reaction', quotes: 'a', content: { emoji: '🙏' } }),
      said('d', { ...ours, kind: 'reaction', quotes: 'a', content: { emoji: '❤️' } }),
      said('e', { ...ours, kind: 'reaction', quotes: 'a', content: { emoji: null } }),
    ];
    const rows = toRows(items, options);
    expect(messages(rows).map(({ key }) => key)).toEqual(['a']);
    expect(find(rows, 'a')?.reactions).toEqual({ in: '🙏', out: null });
  });

  it('edits in their order, a deletion, and what was tapped', () => {
    const items = [
      said('a', { text: 'one' }),
      said('b', { kind: 'edit', quotes: 'a', text: 'two' }),
      said('c', { kind: 'edit', quotes: 'a', text: 'three' }),
      said('d', { ...ours, kind: 'buttons' }),
      said('e', { kind: 'choice', quotes: 'd', content: { id: 'tue' } }),
      said('f', { kind: 'delete', quotes: 'e' }),
    ];
    const rows = toRows(items, options);
    expect(messages(rows).map(({ key }) => key)).toEqual(['a', 'd', 'e']);
    expect(find(rows, 'a')?.edits.map(({ text }) => text)).toEqual(['two', 'three']);
    expect(find(rows, 'd')?.chosenIds).toEqual(['tue']);
    expect(find(rows, 'e')?.deleted?.id).toBe('f');
  });

  it('but stays a row of its own when that is not here, or when it did not go out', () => {
    const items = [
      said('a'),
      said('b', { kind: 'reaction', quotes: 'elsewhere', content: { emoji: '👍' } }),
      said('c', { ...ours, kind: 'reaction', quotes: 'a', status: 'failed', content: { emoji: '👍' } }),
    ];
    const rows = toRows(items, options);
    expect(messages(rows).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(find(rows, 'a')?.reactions.out).toBe(null);
  });
});

describe('days and neighbours', () => {
  it('a day begins at midnight where the reader is', () => {
    const items = [said('a', {}, '2026-11-20T20:59:00Z'), said('b', {}, '2026-11-20T21:01:00Z')];
    expect(toRows(items, options).map(({ type }) => type)).toEqual(['day', 'message', 'day', 'message']);
    expect(toRows(items, { ...options, timeZone: 'UTC' }).map(({ type }) => type)).toEqual(['day', 'message', 'message']);
  });

  it('messages of one author close together are one; a new-line or another author parts them', () => {
    const items = [said('a'), said('b'), said('c', ours), said('d', ours, '2026-11-20T18:00:00Z')];
    const rows = toRows(items, { ...options, newFrom: 'b' });
    expect(messages(rows).map(({ joined }) => joined)).toEqual([false, false, false, false]);
    const together = messages(toRows(items, options));
    expect(together.map(({ joined }) => joined)).toEqual([false, true, false, false]);
    expect(together.map(({ ends }) => ends)).toEqual([false, true, true, true]);
  });
});

describe('the line of new messages', () => {
  const items = [said('a'), said('b', ours), said('c'), said('d', { kind: 'reaction', quotes: 'b' }), said('e')];
  it.each([
    [0, null],
    [1, 'e'],
    [2, 'c'],
    // More than is loaded: from the first that is.
    [99, 'a'],
  ])('%i unread: from %s on', (unread, id) => {
    expect(firstUnread(items, unread)).toBe(id);
  });
});

describe('what somebody has seen who writes', () => {
  it('is the last that was said to the contact, or what came where nothing was', () => {
    expect(lastSeen([])).toBeUndefined();
    expect(lastSeen([said('a'), said('b')])).toBe('b');
    expect(lastSeen([said('a', ours), said('b')])).toBe('a');
  });

  it('is what was there when they began to write, until they begin anew', () => {
    expect(seenIn('', undefined, 'a')).toBe('a');
    expect(seenIn('Come', 'a', 'b')).toBe('a');
    expect(seenIn('', 'a', 'b')).toBe('b');
    // A draft of before a reload: what was there when it was shown again.
    expect(seenIn('Come', undefined, 'a')).toBe('a');
  });
});
