import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useId, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#web/data/preferences.ts';
import { useReader } from '#web/data/reader.ts';
import { classes } from '#web/ui/classes.ts';
import { shortcutOf } from '#web/ui/keys.ts';
import { target } from '#web/ui/row-keys.ts';
import { rowLook } from '#web/ui/row-look.ts';
import type { InboxRow } from '../../../modules/desk/contract.ts';
import { useChannels } from '../queries.ts';
import { isWhole, type Listed } from './listed.ts';
import { Row, type RowProps } from './row.tsx';
import { RowSkeleton } from './row-skeleton.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useNow } from './use-now.ts';
import { useStaying } from './use-staying.ts';
import { slotsOf, useWindow } from './use-window.ts';

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
  const { first, last, slots, top, look } = useWindow(scroller, rowHeight, rows.length);
  const { language, timeZone } = useReader();
  // The same object while it says the same: rows are drawn again only for what is theirs.
  const reader = useMemo(() => ({ language, timeZone }), [language, timeZone]);
  const now = useNow();
  const glyph = useChannels().length > 1;
  const arrived = useArrivals(list, listKey, top < rowHeight);
  useStaying(scroller, { rows, listKey, rowHeight, look });
  useEffect(() => onSee(first, last), [onSee, first, last]);

  useImperativeHandle(ref, () => ({ show: (index) => bringIntoSight(scroller.current, index * rowHeight, rowHeight) }));

  const activeIndex = activeId === undefined ? -1 : rows.findIndex((row) => row.id === activeId);
  const whole = isWhole(list);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={t('inbox:list')}
        aria-multiselectable
        aria-activedescendant={activeIndex >= first && activeIndex <= last ? `${id}-${activeId}` : undefined}
        onClick={listClicks({ rows, onOpen, onPick })}
        onKeyDown={listKeys({ rows, activeIndex, onActive, onOpen })}
        className="group h-full overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:outline-offset-[-2px]"
      >
        <div role="presentation" className="relative" style={{ height: (rows.length + (whole ? 0 : coming)) * rowHeight }}>
          {slotsOf({ first, last }, slots).map(({ slot, index }) => {
            const row = rows[index] as InboxRow;
            return (
              <RowPlace
                key={slot}
                id={`${id}-${row.id}`}
                row={row}
                index={index}
                count={whole ? rows.length : -1}
                height={rowHeight}
                open={row.id === openId}
                active={row.id === activeId}
                selected={selected.has(row.id)}
                glyph={glyph}
                looking={lookingAt(row.id)}
                now={now}
                reader={reader}
                t={t}
              />
            );
          })}
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

interface PlaceProps extends RowProps {
  readonly id: string;
  readonly index: number;
  /** How many rows there are; -1: nobody knows yet. */
  readonly count: number;
  readonly height: number;
  readonly open: boolean;
  readonly active: boolean;
}

/** A row at its place. Drawn again only when it is another, or elsewhere: scrolling draws one row, not all that are in sight. */
const RowPlace = memo(function RowPlace({ id, index, count, height, open, active, ...props }: PlaceProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      data-index={index}
      aria-selected={props.selected || open}
      aria-setsize={count}
      aria-posinset={index + 1}
      className={classes(
        'group/row absolute inset-x-0 cursor-pointer border-b border-line contain-strict',
        rowLook({ open, selected: props.selected, active }),
        active && 'shadow-[inset_3px_0_0_var(--color-acacia)] rtl:shadow-[inset_-3px_0_0_var(--color-acacia)]',
      )}
      style={{ top: index * height, height }}
    >
      <Row {...props} />
    </div>
  );
});

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

/** A row is opened; its face, or a key held down, selects it. */
function listClicks({ rows, onOpen, onPick }: Pick<Props, 'onOpen' | 'onPick'> & { readonly rows: readonly InboxRow[] }) {
  return (event: MouseEvent): void => {
    const clicked = event.target as Element;
    const index = Number(clicked.closest<HTMLElement>('[role=option]')?.dataset.index ?? -1);
    const row = rows[index];
    if (!row) return;
    if (event.shiftKey) onPick(index, true);
    else if (event.metaKey || event.ctrlKey || clicked.closest('[data-pick]')) onPick(index, false);
    else onOpen(row);
  };
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
