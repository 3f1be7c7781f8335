import { describe, expect, it } from 'vitest';
import type { TimelineItem, TimelinePage } from '../../../../modules/desk/contract.ts';
import { addNewer, addOlder, fromPage, holds, letGo, refreshed, withNote } from './timeline-state.ts';

const item = (id: string, text = id) => ({ type: 'note', id, at: '', note: { id, text } }) as unknown as TimelineItem;
const page = (ids: string[], more: Partial<TimelinePage> = {}): TimelinePage => ({
  items: ids.map((id) => item(id)),
  olderCursor: `before ${ids[0]}`,
  newerCursor: `after ${ids.at(-1)}`,
  hasNewer: false,
  ...more,
});
const ids = ({ items }: { items: readonly TimelineItem[] }) => items.map(({ id }) => id).join('');

describe('a stretch of a conversation', () => {
  it('grows at both ends, each item once and in its order', () => {
    const start = fromPage(page(['c', 'd'], { hasNewer: true }));
    const both = addNewer(addOlder(start, page(['a', 'b', 'c'], { olderCursor: null })), page(['e', 'd']));
    expect(ids(both)).toBe('abcde');
    expect(both).toMatchObject({ olderCursor: null, newerCursor: 'after d', hasNewer: false });
  });

  it('lets go of what was deleted, and takes over what changed, within what was read again', () => {
    const start = fromPage(page(['a', 'b', 'c', 'd']));
    const again = refreshed(start, { ...page(['b', 'd']), items: [item('b', 'changed'), item('d')] });
    expect(ids(again)).toBe('abd');
    expect(again.items[1]).toMatchObject({ note: { text: 'changed' } });
    expect(again.olderCursor).toBe('before a');
  });

  it('keeps what came after the page was read', () => {
    const start = withNote(fromPage(page(['a', 'b'])), { id: 'c', createdAt: '' } as never);
    expect(ids(refreshed(start, page(['a', 'b'])))).toBe('abc');
  });

  it('is replaced by a page that does not touch it: what lies between is not known', () => {
    const after = refreshed(fromPage(page(['a', 'b'])), page(['x', 'y']));
    expect(ids(after)).toBe('xy');
    expect(after.olderCursor).toBe('before x');
  });

  it('goes on from where the newest was read, also when the page about an earlier place was read again', () => {
    const start = fromPage(page(['a', 'b', 'c', 'd']));
    const again = refreshed(start, page(['a', 'b'], { hasNewer: true }));
    expect(ids(again)).toBe('abcd');
    expect(again).toMatchObject({ newerCursor: 'after d', hasNewer: false });
  });

  it('stays bounded however far somebody goes up or down, and knows that there is more', () => {
    const id = (number: number) => String(number).padStart(4, '0');
    const run = (from: number, to: number) => page(Array.from({ length: to - from }, (_, index) => id(from + index)));
    let state = fromPage(run(950, 1000));
    for (let from = 900; from >= 0; from -= 50) state = addOlder(state, run(from, from + 50));
    expect(state.items.length).toBeLessThanOrEqual(300);
    expect(state.items[0]?.id).toBe('0000');
    expect(state).toMatchObject({ hasNewer: true, newerCursor: letGo, olderCursor: 'before 0000' });
    for (let from = state.items.length; from < 1000; from += 50) state = addNewer(state, run(from, Math.min(1000, from + 50)));
    expect(state.items.length).toBeLessThanOrEqual(300);
    expect(state.items.at(-1)?.id).toBe('0999');
    expect(state).toMatchObject({ hasNewer: false, newerCursor: 'after 0999', olderCursor: letGo });
    // Without gaps.
    const [first] = state.items;
    expect(state.items.map((one) => one.id)).toEqual(state.items.map((_, index) => id(Number(first?.id) + index)));
  });

  it('knows what it holds', () => {
    expect(holds(fromPage(page(['a'])), 'a')).toBe(true);
    expect(holds(undefined, 'a')).toBe(false);
  });
});
