import { type KeyboardEvent, useState } from 'react';
import { shortcutOf } from './keys.ts';

export interface RowKeys {
  /** The row that Enter opens. */
  readonly active: number;
  setActive(index: number): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** Lists by keyboard, everywhere alike: j k and arrows move, Enter opens, x selects, Escape lets go of the selection. */
export function useRowKeys(options: {
  readonly count: number;
  /** Brings a row into view. */
  readonly show: (index: number) => void;
  readonly onOpen?: (index: number) => void;
  readonly onToggle?: (index: number) => void;
  readonly onClear?: () => void;
}): RowKeys {
  const { count, show, onOpen, onToggle, onClear } = options;
  const [chosen, setChosen] = useState(0);
  const active = Math.max(0, Math.min(chosen, count - 1));

  function onKeyDown(event: KeyboardEvent): void {
    const to = target(shortcutOf(event), active, count);
    if (to !== null) {
      setChosen(to);
      show(to);
    } else if (event.key === 'Enter' && count > 0) onOpen?.(active);
    else if (event.key === 'x' && count > 0 && onToggle) onToggle(active);
    else if (event.key === 'Escape' && onClear) onClear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { active, setActive: setChosen, onKeyDown };
}

/** Where a key leads; null: it is no key for moving. */
export function target(shortcut: string | null, from: number, count: number): number | null {
  const last = Math.max(0, count - 1);
  const page = 10;
  switch (shortcut) {
    case 'j':
    case 'arrowdown':
      return Math.min(last, from + 1);
    case 'k':
    case 'arrowup':
      return Math.max(0, from - 1);
    case 'pagedown':
      return Math.min(last, from + page);
    case 'pageup':
      return Math.max(0, from - page);
    case 'home':
      return 0;
    case 'end':
      return last;
    default:
      return null;
  }
}
