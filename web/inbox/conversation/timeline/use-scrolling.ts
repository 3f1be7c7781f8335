import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { isLong, type TimelineState } from './timeline-state.ts';
import type { Timeline } from './use-timeline.ts';

export interface Scrolling {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** The newest is in sight. */
  readonly atEnd: boolean;
  /** What came below while it was not. */
  readonly unseen: number;
  onScroll(): void;
  toEnd(): void;
  /** Brings a message into sight, wherever it is. */
  goTo(id: string): Promise<boolean>;
}

/** Within so many pixels somebody is at the end. */
const nearEnd = 60;
/** From there on up what is older is read. */
const nearBeginning = 600;

/** Keeps the place of the reader: at the end it stays at the end, above it nothing moves when more comes in on either side. */
export function useScrolling(timeline: Timeline): Scrolling {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [lastSeenId, setLastSeenId] = useState<string | null>(null);
  const { state } = timeline;
  const stuck = useRef(true);
  const current = useRef(timeline);
  useEffect(() => {
    current.current = timeline;
  });
  useKeptPlace(scroller, timeline);
  const long = atEnd && state !== undefined && isLong(state);
  useEffect(() => {
    if (long) current.current.shorten();
  }, [long]);
  const sight = useRef<Place | null>(null);
  useStayingThere({ scroller, content, stuck, sight }, state !== undefined);

  const newest = state?.items.at(-1)?.id ?? null;
  if (atEnd && newest !== lastSeenId) setLastSeenId(newest);
  const unseen = atEnd || lastSeenId === null ? 0 : countAfter(state, lastSeenId);

  const before = useRef({ top: 0, height: 0, room: 0 });
  const onScroll = useCallback(() => {
    const here = scroller.current;
    if (!here) return;
    const { scrollTop: top, scrollHeight: height, clientHeight: room } = here;
    const last = before.current;
    before.current = { top, height, room };
    sight.current = placeInSight(here);
    const below = height - top - room;
    const { state: now, olderError } = current.current;
    // What grows below, or a composer that grows, moves nobody away from the end; going up does.
    const wentUp = top < last.top - 1 && height === last.height && room === last.room;
    if (now?.hasNewer || (wentUp && below >= nearEnd)) stuck.current = false;
    else if (below < nearEnd) stuck.current = true;
    setAtEnd(stuck.current);
    if (top < nearBeginning && now?.olderCursor && !olderError) current.current.loadOlder();
    if (below < nearBeginning && now?.hasNewer) current.current.loadNewer();
  }, []);

  return useMemo(
    () => ({
      scroller,
      content,
      atEnd,
      unseen,
      onScroll,
      toEnd() {
        stuck.current = true;
        setAtEnd(true);
        void current.current.goToNewest().then(() => requestAnimationFrame(() => toFoot(scroller.current)));
      },
      async goTo(id) {
        const there = await current.current.goTo(id);
        if (there) requestAnimationFrame(() => requestAnimationFrame(() => show(scroller.current, id, stuck)));
        return there;
      },
    }),
    [atEnd, unseen, onScroll],
  );
}

function countAfter(state: TimelineState | undefined, id: string): number {
  return state?.items.filter((item) => item.id > id && item.type === 'message').length ?? 0;
}

function toFoot(scroller: HTMLElement | null): void {
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
}

function show(scroller: HTMLElement | null, id: string, stuck: { current: boolean }): void {
  const row = scroller?.querySelector(`[data-row="${CSS.escape(id)}"]`);
  if (!row) return;
  stuck.current = false;
  row.scrollIntoView({ block: 'center' });
}

/** A row, and how far down it stands in all that is shown. */
interface Place {
  readonly row: HTMLElement;
  readonly top: number;
}

/** The first row in sight. */
function placeInSight(here: HTMLElement): Place | null {
  const rows = [...here.querySelectorAll<HTMLElement>('[data-row]')];
  // The line of the day goes further up when more of that day comes in.
  const row = rows.find(({ offsetTop, dataset }) => offsetTop >= here.scrollTop && !dataset.row?.startsWith('day'));
  return row ? { row, top: row.offsetTop } : null;
}

/** When something comes in above or goes there, the row that was in sight stays where it was, whatever else changed its height meanwhile. */
function useKeptPlace(scroller: RefObject<HTMLDivElement | null>, timeline: Timeline): void {
  const anchor = useRef<Place | null>(null);
  const { beforeAbove } = timeline;
  useEffect(() => {
    beforeAbove.current = () => {
      anchor.current = scroller.current && placeInSight(scroller.current);
    };
    return () => {
      beforeAbove.current = null;
    };
  }, [beforeAbove, scroller]);
  const first = timeline.state?.items[0]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another first item is what is waited for.
  useLayoutEffect(() => {
    const here = scroller.current;
    if (here && anchor.current) here.scrollTop += anchor.current.row.offsetTop - anchor.current.top;
    anchor.current = null;
  }, [first, scroller]);
}

interface Standing {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly stuck: RefObject<boolean>;
  /** What was in sight when somebody last scrolled. */
  readonly sight: RefObject<Place | null>;
}

/** Pictures that come, lines that are added, a composer that grows: who is at the end stays there, and who reads above it stays at what they read. */
function useStayingThere({ scroller, content, stuck, sight }: Standing, there: boolean): void {
  useLayoutEffect(() => {
    const [outer, inner] = [scroller.current, content.current];
    if (!there || !outer || !inner) return;
    toFoot(outer);
    const watch = new ResizeObserver(() => {
      if (stuck.current) return toFoot(outer);
      const place = sight.current;
      if (!place?.row.isConnected || place.row.offsetTop === place.top) return;
      outer.scrollTop += place.row.offsetTop - place.top;
      sight.current = { row: place.row, top: place.row.offsetTop };
    });
    watch.observe(outer);
    watch.observe(inner);
    return () => watch.disconnect();
  }, [scroller, content, stuck, sight, there]);
}
