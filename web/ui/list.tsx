import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { classes } from './classes.ts';
import { useRowKeys } from './row-keys.ts';
import { rowLook } from './row-look.ts';

export interface ListProps<Item> {
  /** What the list holds, for those who hear it. */
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** How high a row is about, in px; measured once it is drawn. */
  readonly rowHeight: number;
  /** What a row shows. No buttons inside: a row is one thing to choose, its actions have keys and stand beside the list. */
  readonly render: (item: Item) => ReactNode;
  readonly onOpen?: (item: Item) => void;
  /** The one that is open beside the list. */
  readonly openKey?: string | null;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** Asked when the end comes near. */
  readonly onEnd?: () => void;
}

/** Any number of rows, of which only those in sight are drawn. Fills its place; the place gives the height. */
export function List<Item>(props: ListProps<Item>) {
  const { label, items, keyOf, rowHeight, render, onOpen, openKey, selected, onSelect, onEnd } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keyOf(items[index] as Item),
    overscan: 6,
  });
  const toggle = (index: number) => onSelect?.(toggled(selected ?? new Set(), keyOf(items[index] as Item)));
  const keys = useRowKeys({
    count: items.length,
    show: (index) => rows.scrollToIndex(index),
    onOpen: (index) => onOpen?.(items[index] as Item),
    ...(onSelect ? { onToggle: toggle, onClear: () => onSelect(new Set()) } : {}),
  });
  const drawn = rows.getVirtualItems();
  useEndReached(drawn.at(-1)?.index, items.length, onEnd);

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable={onSelect ? true : undefined}
      aria-activedescendant={items.length > 0 ? `${id}-${keys.active}` : undefined}
      onKeyDown={keys.onKeyDown}
      className="group h-full min-h-0 overflow-y-auto overscroll-contain focus-visible:outline-offset-[-2px]"
    >
      <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
        {drawn.map((row) => {
          const item = items[row.index] as Item;
          const key = keyOf(item);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys (aria-activedescendant).
            <div
              key={key}
              ref={rows.measureElement}
              data-index={row.index}
              id={`${id}-${row.index}`}
              role="option"
              tabIndex={-1}
              aria-selected={selected ? selected.has(key) : key === openKey}
              aria-setsize={items.length}
              aria-posinset={row.index + 1}
              onClick={(event) => {
                keys.setActive(row.index);
                if (onSelect && (event.shiftKey || event.metaKey || event.ctrlKey)) toggle(row.index);
                else onOpen?.(item);
              }}
              className={classes(
                'absolute inset-x-0 top-0 cursor-pointer border-b border-line',
                rowLook({ open: key === openKey, selected: selected?.has(key) ?? false, active: row.index === keys.active }),
              )}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {render(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

export function toggled(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Within a dozen rows of the end, once for each length. */
function useEndReached(last: number | undefined, count: number, onEnd: (() => void) | undefined): void {
  const asked = useRef(0);
  useEffect(() => {
    if (onEnd && last !== undefined && last >= count - 12 && asked.current !== count) {
      asked.current = count;
      onEnd();
    }
  }, [last, count, onEnd]);
}
