import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#web/data/preferences.ts';
import { useReader } from '#web/data/reader.ts';
import { classes } from '#web/ui/classes.ts';
import { shortcutOf } from '#web/ui/keys.ts';
import { target } from '#web/ui/row-keys.ts';
import { rowLook } from '#web/ui/row-look.ts';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import { isWhole, type Listed } from './listed.ts';
import { Row } from './row.tsx';
import { RowSkeleton } from './row-skeleton.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useNow } from './use-now.ts';
import { useStaying } from './use-staying.ts';
import { useWindow } from './use-window.ts';

export interface ListHandle {
  /** Brings a row into sight. */
  show(index: number): void;
}

interface Props {
  readonly ref: React.Ref<ListHandle>;
  readonly list: Listed;
  /** Another one begins at its top. */
  readonly listKey: string;
  readonly openId: string | undefined;
  /** The one that keys are about. */
  readonly activeId: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly lookingAt: (conversationId: string) => readonly string[];
  readonly onSee: (first: number, last: number) => void;
  readonly onOpen: (row: InboxRow) => void;
  readonly onActive: (index: number) => void;
  /** `to`: and all between it and the last one that was chosen. */
  readonly onPick: (index: number, to: boolean) => void;
}

const heights = { comfortable: 80, compact: 68 } as const;
/** Places for rows that are on their way. */
const coming = 3;

/** Any number of conversations, of which only those in sight are drawn. What is in sight stays where it is when others come on top. */
export function ConversationList(props: Props) {
  const { ref, list, listKey, openId, activeId, selected, lookingAt, onSee, onOpen, onActive, onPick } = props;
  const { t } = useTranslation();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = heights[usePreferences().density];
  const { rows } = list;
  const { first, last, top, look } = useWindow(scroller, rowHeight, rows.length);
  const reader = useReader();
  const now = useNow();
  const arrived = useArrivals(list, listKey, top < rowHeight);
  useStaying(scroller, { rows, listKey, rowHeight, look });
  useEffect(() => onSee(first, last), [onSee, first, last]);

  useImperativeHandle(ref, () => ({ show: (index) => bringIntoSight(scroller.current, index * rowHeight, rowHeight) }));

  const activeIndex = activeId === undefined ? -1 : rows.findIndex((row) => row.id === activeId);
  function click(event: MouseEvent, row: InboxRow, index: number): void {
    if (event.shiftKey) onPick(index, true);
    else if (event.metaKey || event.ctrlKey || (event.target as Element).closest('[data-pick]')) onPick(index, false);
    else onOpen(row);
  }

  const whole = isWhole(list);
  const drawn = rows.slice(first, last + 1);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={t('inbox:list')}
        aria-multiselectable
        aria-activedescendant={activeIndex >= first && activeIndex <= last ? `${id}-${activeId}` : undefined}
        onKeyDown={listKeys({ rows, activeIndex, onActive, onOpen })}
        className="group h-full overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:outline-offset-[-2px]"
      >
        <div role="presentation" className="relative" style={{ height: (rows.length + (whole ? 0 : coming)) * rowHeight }}>
          {drawn.map((row, n) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys (aria-activedescendant).
            <div
              key={row.id}
              id={`${id}-${row.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={selected.has(row.id) || row.id === openId}
              aria-setsize={whole ? rows.length : -1}
              aria-posinset={first + n + 1}
              onClick={(event) => click(event, row, first + n)}
              className={classes(
                'group/row absolute inset-x-0 cursor-pointer border-b border-line contain-strict',
                rowLook({ open: row.id === openId, selected: selected.has(row.id), active: row.id === activeId }),
                row.id === activeId && 'shadow-[inset_3px_0_0_var(--color-acacia)] rtl:shadow-[inset_-3px_0_0_var(--color-acacia)]',
              )}
              style={{ top: (first + n) * rowHeight, height: rowHeight }}
            >
              <Row row={row} selected={selected.has(row.id)} looking={lookingAt(row.id)} now={now} reader={reader} t={t} />
            </div>
          ))}
          {!whole && last >= rows.length - 1 && (
            <div role="presentation" className="absolute inset-x-0" style={{ top: rows.length * rowHeight }}>
              <RowSkeleton rows={coming} height={rowHeight} />
            </div>
          )}
        </div>
      </div>
      {arrived > 0 && <Arrived count={arrived} onClick={() => scroller.current?.scrollTo({ top: 0 })} />}
    </div>
  );
}

/** Somebody wrote above of what is in sight: said, and nothing is moved. */
function Arrived({ count, onClick }: { readonly count: number; readonly onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 flex justify-center">
      <button
        type="button"
        onClick={onClick}
        className="target pointer-events-auto inline-flex items-center gap-1 rounded-full border border-line bg-raised px-3 py-1 text-small font-strong text-acacia shadow-float animate-appear"
      >
        <ArrowUp aria-hidden className="size-3.5" />
        {t('inbox:arrived', { count })}
      </button>
    </div>
  );
}

interface Keys {
  readonly rows: readonly InboxRow[];
  readonly activeIndex: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (row: InboxRow) => void;
}

/** The keys of every list: arrows and pages move, Enter opens. Letters are keys of the whole page. */
function listKeys({ rows, activeIndex, onActive, onOpen }: Keys) {
  return (event: KeyboardEvent): void => {
    const shortcut = shortcutOf(event) ?? '';
    const to = /^(arrow|page|home|end)/.test(shortcut) ? target(shortcut, activeIndex, rows.length) : null;
    const active = rows[activeIndex];
    if (to !== null) onActive(to);
    else if (shortcut === 'enter' && active) onOpen(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function bringIntoSight(element: HTMLElement | null, above: number, height: number): void {
  if (!element) return;
  if (above < element.scrollTop) element.scrollTop = above;
  else if (above + height > element.scrollTop + element.clientHeight) element.scrollTop = above + height - element.clientHeight;
}
