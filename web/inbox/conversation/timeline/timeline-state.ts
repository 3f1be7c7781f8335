import type { Message } from '#contract/conversations.ts';
import type { Note, TimelineItem, TimelinePage } from '../../../../modules/desk/contract.ts';

/** A stretch of a conversation as it is held here, without gaps; the oldest first. */
export interface TimelineState {
  readonly items: readonly TimelineItem[];
  /** null: nothing is older. */
  readonly olderCursor: string | null;
  readonly newerCursor: string | null;
  /** The stretch ends before the newest: somebody looks at an earlier place. */
  readonly hasNewer: boolean;
}

export function fromPage({ items, olderCursor, newerCursor, hasNewer }: TimelinePage): TimelineState {
  return { items, olderCursor, newerCursor, hasNewer };
}

/** Adds what stands before the stretch. */
export function addOlder(state: TimelineState, page: TimelinePage): TimelineState {
  return { ...state, items: union(state.items, page.items), olderCursor: page.olderCursor };
}

/** Adds what stands after it. */
export function addNewer(state: TimelineState, page: TimelinePage): TimelineState {
  return {
    ...state,
    items: union(state.items, page.items),
    newerCursor: page.newerCursor ?? state.newerCursor,
    hasNewer: page.hasNewer,
  };
}

/**
 * Takes over what the server says of a part of the stretch: what is not in it any more (a deleted note) goes. A page that does not touch
 * the stretch takes its place, for nobody knows what lies between.
 */
export function refreshed(state: TimelineState, page: TimelinePage): TimelineState {
  const [first, last] = [page.items.at(0), page.items.at(-1)];
  const newest = state.items.at(-1);
  if (!first || !last || !newest) return fromPage(page);
  if (first.id > newest.id) return fromPage(page);
  const outside = state.items.filter(({ id }) => id < first.id || id > last.id);
  const reachesEnd = last.id >= newest.id;
  return {
    items: union(outside, page.items),
    olderCursor: first.id <= (state.items[0]?.id ?? '') ? page.olderCursor : state.olderCursor,
    newerCursor: reachesEnd ? page.newerCursor : state.newerCursor,
    hasNewer: reachesEnd ? page.hasNewer : state.hasNewer,
  };
}

/** A message as it is now; one that is not here yet takes its place by age. */
export function withMessage(state: TimelineState, message: Message): TimelineState {
  return { ...state, items: union(state.items, [{ type: 'message', id: message.id, at: message.createdAt, message }]) };
}

export function withNote(state: TimelineState, note: Note): TimelineState {
  return { ...state, items: union(state.items, [{ type: 'note', id: note.id, at: note.createdAt, note }]) };
}

export function holds(state: TimelineState | undefined, id: string): boolean {
  return state?.items.some((item) => item.id === id) ?? false;
}

/** Ids sort by the time they were made. */
function union(before: readonly TimelineItem[], added: readonly TimelineItem[]): TimelineItem[] {
  const all = new Map([...before, ...added].map((item) => [item.id, item]));
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
