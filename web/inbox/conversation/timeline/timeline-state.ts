import type { Message } from '#contract/conversations.ts';
import type { Note, TimelineItem, TimelinePage } from '../../../../modules/desk/contract.ts';

/** A stretch of a conversation as it is held here, without gaps; the oldest first. */
export interface TimelineState {
  readonly items: readonly TimelineItem[];
  /** null: nothing is older. */
  readonly olderCursor: string | typeof letGo | null;
  readonly newerCursor: string | typeof letGo | null;
  /** The stretch ends before the newest: somebody looks at an earlier place. */
  readonly hasNewer: boolean;
}

/** In place of a cursor: the stretch was longer. What goes on there is read about its first or last item. */
export const letGo = Symbol('let go');

/** More than these a page of years would hold and draw, for nobody to look at. */
const itemsMax = 300;
/** So many stay: cut seldom, and never near what is in sight. */
const itemsKept = 200;

export function fromPage({ items, olderCursor, newerCursor, hasNewer }: TimelinePage): TimelineState {
  return { items, olderCursor, newerCursor, hasNewer };
}

/** Adds what stands before the stretch; of a long one the newest is let go, far below whoever reads there. */
export function addOlder(state: TimelineState, page: TimelinePage): TimelineState {
  const items = union(state.items, page.items);
  const longer = { ...state, items, olderCursor: page.olderCursor };
  if (items.length <= itemsMax) return longer;
  return { ...longer, items: items.slice(0, itemsKept), newerCursor: letGo, hasNewer: true };
}

/** Adds what stands after it; of a long one the oldest is let go. */
export function addNewer(state: TimelineState, page: TimelinePage): TimelineState {
  return withoutOldest({
    ...state,
    items: union(state.items, page.items),
    newerCursor: page.newerCursor ?? state.newerCursor,
    hasNewer: page.hasNewer,
  });
}

/** Of a long stretch the newest part: for whoever is at its end. */
export function withoutOldest(state: TimelineState): TimelineState {
  return isLong(state) ? { ...state, items: state.items.slice(-itemsKept), olderCursor: letGo } : state;
}

export const isLong = ({ items }: Pick<TimelineState, 'items'>): boolean => items.length > itemsMax;

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
