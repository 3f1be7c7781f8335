import { type RefObject, useLayoutEffect, useState } from 'react';
import type { InboxRow } from '../../../modules/desk/contract.ts';

/** Rows that come or go above leave what is in sight where it is; another list begins at its top. */
export function useStaying(
  scroller: RefObject<HTMLDivElement | null>,
  { rows, listKey, rowHeight, look }: { rows: readonly InboxRow[]; listKey: string; rowHeight: number; look: () => void },
): void {
  const [before] = useState({ rows, listKey });
  useLayoutEffect(() => {
    const element = scroller.current;
    const known = before.rows;
    const same = before.listKey === listKey;
    Object.assign(before, { rows, listKey });
    if (!element || known === rows) return;
    if (!same) element.scrollTop = 0;
    // At the top one sees what is new; anywhere else one reads.
    else if (element.scrollTop >= rowHeight) {
      const index = Math.floor(element.scrollTop / rowHeight);
      // Nearly always the row itself is still there, at the same place.
      const still = rows[index]?.id === known[index]?.id;
      const anchor = still ? 0 : known.slice(index, index + 20).findIndex((row) => rows.some(({ id }) => id === row.id));
      const row = known[index + anchor];
      if (anchor >= 0 && row && rows[index + anchor]?.id !== row.id)
        element.scrollTop += (rows.findIndex(({ id }) => id === row.id) - index - anchor) * rowHeight;
    }
    look();
  }, [scroller, before, rows, listKey, rowHeight, look]);
}
