import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';

/** Rows above and below what is in sight that are drawn too, so that scrolling shows no gap. */
const spare = 8;

export interface Window {
  /** The first and the last row to draw; last < first: none. */
  readonly first: number;
  readonly last: number;
}

/** Which of many rows of one height have to be drawn. */
export function windowOf({ top, height, rowHeight, count }: { top: number; height: number; rowHeight: number; count: number }): Window {
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  return { first: Math.min(first, Math.max(0, count - 1)), last: Math.min(count - 1, Math.ceil((top + height) / rowHeight) + spare) };
}

/**
 * The same rows by their slots: a row that goes out of reach leaves its slot to the one that comes into it, so that elements are filled anew
 * rather than made and taken away. Near the top, slots stand in the order of the rows.
 */
export function slotsOf({ first, last }: Window, slots: number): readonly { readonly slot: number; readonly index: number }[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => ({ slot: (first + n) % slots, index: first + n })).sort(
    (one, other) => one.slot - other.slot,
  );
}

/** The rows in sight of a scrolling element. Drawn anew only when another row comes into reach, not for every pixel. */
export function useWindow(scroller: RefObject<HTMLElement | null>, rowHeight: number, count: number) {
  const [{ top, height }, setSight] = useState({ top: 0, height: 900 });
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const next = { top: Math.floor(element.scrollTop / rowHeight) * rowHeight, height: element.clientHeight };
    setSight((now) => (now.top === next.top && now.height === next.height ? now : next));
  }, [scroller, rowHeight]);
  useLayoutEffect(look, [look]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      watcher.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, look]);
  const slots = Math.ceil(height / rowHeight) + 2 * spare + 1;
  return { ...windowOf({ top, height, rowHeight, count }), slots, top, look };
}
