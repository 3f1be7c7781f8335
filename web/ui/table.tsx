import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import { toggled } from './list.tsx';
import { useRowKeys } from './row-keys.ts';
import { rowLook } from './row-look.ts';

export interface Column<Item> {
  readonly key: string;
  readonly header: string;
  readonly cell: (item: Item) => ReactNode;
  /** Numbers stand at the end of their column. */
  readonly numeric?: boolean;
  /** Left out where there is little room. */
  readonly minor?: boolean;
  readonly sortable?: boolean;
}

export interface Sorting {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

export interface TableProps<Item> {
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** What a row is called, for its checkbox. */
  readonly nameOf?: (item: Item) => string;
  readonly onOpen?: (item: Item) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  readonly onEnd?: () => void;
}

/** Things with several sides, to compare. Rows out of sight are not drawn; the keys are those of every list. */
export function Table<Item>(props: TableProps<Item>) {
  const { label, columns, items, keyOf, onOpen, selected, onSelect, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: items.length, getScrollElement: () => scroller.current, estimateSize: () => 41, overscan: 8 });
  const drawn = rows.getVirtualItems();
  const toggle = (index: number) => onSelect?.(toggled(selected ?? new Set(), keyOf(items[index] as Item)));
  const keys = useRowKeys({
    count: items.length,
    show: (index) => rows.scrollToIndex(index),
    onOpen: (index) => onOpen?.(items[index] as Item),
    ...(onSelect ? { onToggle: toggle, onClear: () => onSelect(new Set()) } : {}),
  });
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (onEnd && last && last.index >= items.length - 12) queueMicrotask(onEnd);
  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and takes the keys of its rows.
      tabIndex={0}
      onKeyDown={keys.onKeyDown}
      className="group max-h-full min-h-0 overflow-auto rounded-card border border-line bg-raised focus-visible:outline-offset-[-2px]"
    >
      <table className="w-full border-separate border-spacing-0" aria-rowcount={items.length + 1}>
        <TableHead {...props} />
        <tbody>
          <Gap height={first?.start ?? 0} />
          {drawn.map(({ index }) => {
            const item = items[index] as Item;
            const key = keyOf(item);
            const isSelected = selected?.has(key) ?? false;
            return (
              <tr
                key={key}
                aria-rowindex={index + 2}
                onClick={() => {
                  keys.setActive(index);
                  onOpen?.(item);
                }}
                className={classes(
                  onOpen && 'cursor-pointer',
                  rowLook({ open: false, selected: isSelected, active: index === keys.active }),
                )}
              >
                {onSelect && <SelectCell checked={isSelected} name={props.nameOf?.(item) ?? key} onToggle={() => toggle(index)} />}
                {columns.map((column) => (
                  <td key={column.key} className={classes('h-10 border-b border-line px-3 py-1.5', cellLook(column))}>
                    {column.cell(item)}
                  </td>
                ))}
              </tr>
            );
          })}
          <Gap height={last ? rows.getTotalSize() - last.end : 0} />
        </tbody>
      </table>
    </section>
  );
}

const cellLook = (column: { numeric?: boolean; minor?: boolean }) =>
  classes(column.numeric ? 'text-end' : 'text-start', column.minor && 'max-two:hidden');

function TableHead<Item>({ columns, items, keyOf, selected, onSelect, sorting, onSort }: TableProps<Item>) {
  const { t } = useTranslation();
  const all = items.length > 0 && items.every((item) => selected?.has(keyOf(item)));
  return (
    <thead className="sticky top-0 z-10 bg-raised text-muted">
      <tr aria-rowindex={1}>
        {onSelect && (
          <th scope="col" className="w-10 border-b border-line ps-3">
            <input
              type="checkbox"
              aria-label={t('ui:selectAll')}
              checked={all}
              onChange={() => onSelect(all ? new Set() : new Set(items.map(keyOf)))}
              className="block size-4 accent-acacia"
            />
          </th>
        )}
        {columns.map((column) => {
          const sorted = sorting?.key === column.key ? sorting.direction : undefined;
          const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp;
          return (
            <th
              key={column.key}
              scope="col"
              aria-sort={sorted}
              className={classes('border-b border-line px-3 py-2 text-small font-strong', cellLook(column))}
            >
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className="target inline-flex items-center gap-1 hover:text-ink"
                  onClick={() => onSort({ key: column.key, direction: sorted === 'ascending' ? 'descending' : 'ascending' })}
                >
                  {column.header}
                  {sorted && <Arrow aria-hidden className="size-3" />}
                </button>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SelectCell({ checked, name, onToggle }: { checked: boolean; name: string; onToggle: () => void }) {
  const { t } = useTranslation();
  return (
    <td className="w-10 border-b border-line ps-3">
      <input
        type="checkbox"
        aria-label={t('ui:selectRow', { name })}
        checked={checked}
        onChange={onToggle}
        onClick={(event) => event.stopPropagation()}
        className="block size-4 accent-acacia"
      />
    </td>
  );
}

/** The place of rows that are not drawn. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height }} colSpan={99} />
    </tr>
  );
}
