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
  return { ...windowOf({ top, height, rowHeight, count }), top, look };
}
