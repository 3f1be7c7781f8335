import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import type { ListHandle } from './conversation-list.tsx';
import { nothing, pickOne, pickTo, type Selection } from './selection.ts';
import type { useGoing } from './use-going.ts';

interface Options {
  readonly openId: string | undefined;
  readonly rows: readonly InboxRow[];
  readonly handle: RefObject<ListHandle | null>;
  readonly going: ReturnType<typeof useGoing>;
}

/**
 * The row that keys are about. While a conversation is open it is that one, so that what a key does is seen to be done; by its id, so that
 * nothing that comes on top puts another one under a key.
 */
export function useActive({ openId, rows, handle, going }: Options) {
  const [pointed, setPointed] = useState<string>();
  const id = openId ?? pointed;
  const index = id === undefined ? -1 : rows.findIndex((row) => row.id === id);
  /** Where it stood last: when it has left the list, the next one is there. */
  const stood = useRef(0);
  useEffect(() => {
    if (index >= 0) stood.current = index;
  }, [index]);

  // Back from a conversation to where the list was: out of sight, as on a phone, it forgets its place.
  const [openBefore] = useState({ id: openId });
  useEffect(() => {
    const came = openBefore.id !== undefined && openId === undefined;
    openBefore.id = openId;
    if (came && index >= 0) handle.current?.show(index);
  }, [openBefore, openId, index, handle]);

  const { toConversation } = going;
  const open = useCallback(
    (row: Pick<InboxRow, 'id'>, replace = false) => {
      setPointed(row.id);
      toConversation(row.id, replace);
    },
    [toConversation],
  );
  const moveTo = useCallback(
    (to: number) => {
      const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
      if (!row) return;
      handle.current?.show(rows.indexOf(row));
      if (openId === undefined) setPointed(row.id);
      else if (row.id !== openId) open(row, true);
    },
    [rows, handle, openId, open],
  );
  const next = useCallback(() => moveTo(id === undefined ? 0 : index >= 0 ? index + 1 : stood.current), [moveTo, id, index]);
  const previous = useCallback(() => moveTo((index >= 0 ? index : stood.current) - 1), [moveTo, index]);
  return { id, index, stood, point: setPointed, open, moveTo, next, previous };
}

/** Which rows are selected; another list begins with none. */
export function useSelection(rows: readonly InboxRow[], listKey: string, onPick: (id: string) => void) {
  const [selection, setSelection] = useState<Selection>(nothing);
  const [keyBefore, setKeyBefore] = useState(listKey);
  if (keyBefore !== listKey) {
    setKeyBefore(listKey);
    setSelection(nothing);
  }
  const pick = useCallback(
    (index: number, to: boolean) => {
      const row = rows[index];
      if (!row) return;
      onPick(row.id);
      const order = rows.map(({ id }) => id);
      setSelection((now) => (to ? pickTo(now, order, row.id) : pickOne(now, row.id)));
    },
    [rows, onPick],
  );
  const clear = useCallback(() => setSelection(nothing), []);
  const pickAll = useCallback(() => setSelection({ ids: new Set(rows.map((row) => row.id)), from: null }), [rows]);
  return { ids: selection.ids, pick, clear, pickAll };
}
