import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, useActions } from '#web/shell/actions.ts';
import type { DeskChange, InboxRow } from '../../../modules/desk/contract.ts';
import type { Picking } from '../change/pickers.tsx';
import { useChange } from '../change/use-change.ts';
import { useInboxActions } from '../change/use-inbox-actions.ts';
import { keyOf, type Shown } from '../filter/filter.ts';
import type { ListHandle } from './conversation-list.tsx';
import { findRow } from './patch.ts';
import { useActive, useSelection } from './use-active.ts';
import { useGoing } from './use-going.ts';
import { useMarkUnread } from './use-mark-unread.ts';

interface Options {
  readonly shown: Shown;
  readonly openId: string | undefined;
  readonly rows: readonly InboxRow[];
  readonly handle: RefObject<ListHandle | null>;
}

/** Which conversations are meant, and everything that is done with them. */
export function useWork({ shown, openId, rows, handle }: Options) {
  const queries = useQueryClient();
  const send = useChange();
  const markRows = useMarkUnread();
  const [picking, setPicking] = useState<Picking | null>(null);
  const going = useGoing(shown);
  const active = useActive({ openId, rows, handle, going });
  const selection = useSelection(rows, keyOf(shown), active.point);
  const { ids, clear } = selection;

  const targets = useCallback((): readonly InboxRow[] => {
    const meant = ids.size > 0 ? [...ids] : active.id === undefined ? [] : [active.id];
    return meant.flatMap((id) => rows.find((row) => row.id === id) ?? findRow(queries, id) ?? []);
  }, [ids, active.id, rows, queries]);

  const { point, stood } = active;
  /** Done with these: back to the list, at the next one. Only pointed at: what nobody has opened is not read. */
  const goOn = useCallback(
    (done: readonly Pick<InboxRow, 'id'>[]) => {
      const left = rows.filter((row) => !done.some(({ id }) => id === row.id));
      point(left[Math.min(stood.current, left.length - 1)]?.id);
      going.toList();
    },
    [rows, stood, point, going],
  );
  const change = useCallback(
    (what: DeskChange, said: string) => {
      const meant = targets();
      send(meant, what, said, () => {
        // Several labels are given one after the other.
        if (what.addLabels || what.removeLabels) return;
        clear();
        const leaves = what.state === 'closed' || Boolean(what.snoozedUntil);
        if (leaves && meant.some((row) => row.id === openId)) goOn(meant);
      });
    },
    [targets, send, clear, openId, goOn],
  );
  const markUnread = useCallback(() => {
    markRows(targets());
    clear();
    // While it is open, it is read.
    if (openId !== undefined) going.toList();
  }, [markRows, targets, clear, openId, going]);

  // The open conversation has these keys itself, in its pane; a selection takes them over.
  const count = ids.size > 0 ? ids.size : active.id === undefined || openId !== undefined ? 0 : 1;
  const actions = useInboxActions({ rows: targets, count, change, pick: setPicking, markUnread });
  const moves = useMoves({ active, selection, rows, openId, toList: going.toList });
  useActions(
    useMemo(() => [...actions, ...moves], [actions, moves]),
    ids.size > 0,
  );
  return { active, goOn, selection, going, actions, picking, setPicking, targets, change };
}

interface Moving {
  readonly active: ReturnType<typeof useActive>;
  readonly selection: ReturnType<typeof useSelection>;
  readonly rows: readonly InboxRow[];
  readonly openId: string | undefined;
  readonly toList: () => void;
}

/** Getting about in the list, from anywhere on the page. */
function useMoves({ active, selection, rows, openId, toList }: Moving): readonly Action[] {
  const { t } = useTranslation();
  const { index, next, previous, open } = active;
  const { ids, pick, clear, pickAll } = selection;
  return useMemo(() => {
    const group = t('titles:inbox.title');
    const row = rows[index];
    const at: Action[] = row
      ? [
          { id: 'inbox open', title: t('inbox:go.open'), group, shortcut: 'enter', run: () => open(row) },
          { id: 'inbox select', title: t('inbox:go.select'), group, shortcut: 'x', run: () => pick(index, false) },
          { id: 'inbox select to', title: t('inbox:go.selectTo'), group, shortcut: 'shift+x', run: () => pick(index, true) },
        ]
      : [];
    const out: Action[] =
      openId === undefined ? [] : [{ id: 'inbox list', title: t('inbox:go.list'), group, shortcut: 'escape', run: toList }];
    return [
      { id: 'inbox next', title: t('inbox:go.next'), group, shortcut: 'j', run: next },
      { id: 'inbox previous', title: t('inbox:go.previous'), group, shortcut: 'k', run: previous },
      ...at,
      { id: 'inbox all', title: t('inbox:selection.all'), group, run: pickAll },
      ...(ids.size > 0 ? [{ id: 'inbox clear', title: t('inbox:selection.clear'), group, shortcut: 'escape', run: clear }] : out),
    ];
  }, [t, rows, index, next, previous, open, pick, clear, pickAll, ids, openId, toList]);
}
