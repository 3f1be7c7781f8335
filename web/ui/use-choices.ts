import { type KeyboardEvent, useId, useState } from 'react';

/**
 * What a field (role="combobox"), its list ("listbox") and each row of it ("option") take over. The field keeps the focus; the arrows go
 * through the list, and round its ends.
 */
export interface Choices {
  readonly active: number;
  /** For the field. */
  readonly field: {
    readonly 'aria-controls': string;
    readonly 'aria-activedescendant': string | undefined;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
  /** For the list. */
  readonly list: { readonly id: string };
  /** For the row of the item at an index. */
  option(index: number): {
    readonly id: string;
    readonly onPointerMove: () => void;
    readonly onClick: () => void;
  };
  /** Other items: from the first again. */
  restart(): void;
}

/** Choosing one of several while typing. */
export function useChoices<Item>(items: readonly Item[], onChoose: (item: Item) => void): Choices {
  const id = useId();
  const [active, setActive] = useState(0);
  const idOf = (index: number) => `${id}-${index}`;
  function press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = items[active];
    if (step !== undefined && items.length > 0) {
      const next = (active + step + items.length) % items.length;
      setActive(next);
      document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && item !== undefined) onChoose(item);
    else return;
    event.preventDefault();
  }
  return {
    active,
    field: {
      'aria-controls': id,
      'aria-activedescendant': items[active] === undefined ? undefined : idOf(active),
      onKeyDown: press,
    },
    list: { id },
    option: (index) => ({
      id: idOf(index),
      onPointerMove: () => setActive(index),
      onClick: () => onChoose(items[index] as Item),
    }),
    restart: () => setActive(0),
  };
}
