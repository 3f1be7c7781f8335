import { useEffect, useSyncExternalStore } from 'react';
import type { Icon } from '#web/ui/icon.ts';
import { isWriting, shortcutOf } from '#web/ui/keys.ts';

/** What can be done now. Pages register theirs while they are shown; keys, the command palette and the help read this one list. */
export interface Action {
  readonly id: string;
  readonly title: string;
  /** Under which heading it stands in palette and help. */
  readonly group: string;
  readonly icon?: Icon;
  /** "mod+k", "g i", "?". */
  readonly shortcut?: string;
  /** Works while somebody writes too (only for keys with mod). */
  readonly whileWriting?: boolean;
  readonly run: () => void;
}

interface Registered {
  readonly actions: readonly Action[];
  readonly first: boolean;
}

let registered: readonly Registered[] = [];
let all: readonly Action[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Registered[]): void {
  registered = next;
  // The page's own come first, and win where two want one key.
  all = [...registered.filter((one) => one.first), ...registered.filter((one) => !one.first)].flatMap((one) => one.actions);
  for (const listener of listeners) listener();
}

/**
 * Offers actions while the component is shown. `actions` should keep its identity: useMemo. `first`: their keys count before those of any other
 * part of the page, as those of a selection do.
 */
export function useActions(actions: readonly Action[], first = false): void {
  useEffect(() => {
    const offered = { actions, first };
    change([offered, ...registered]);
    return () => change(registered.filter((one) => one !== offered));
  }, [actions, first]);
}

export function useAllActions(): readonly Action[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
}

/** How long the second key of "g i" may take. */
const secondKeyMs = 1500;

/** Which action a key means after the one before it; "wait": it is the first of two. */
export function meaning(actions: readonly Action[], before: string | null, key: string): Action | 'wait' | null {
  const both = before === null ? undefined : actions.find((one) => one.shortcut === `${before} ${key}`);
  if (both) return both;
  const single = actions.find((one) => one.shortcut === key);
  if (single) return single;
  return actions.some((one) => one.shortcut?.startsWith(`${key} `)) ? 'wait' : null;
}

/** Whether letters are letters now: somebody writes, or a dialog or a menu is open and the page below it is not there. */
function isBusy(target: EventTarget | null): boolean {
  return isWriting(target) || document.querySelector('[role="dialog"], [role="menu"]') !== null;
}

/** Enter on a button presses the button. */
function isItsOwn(key: string, target: EventTarget | null): boolean {
  return key === 'enter' && target instanceof Element && target.closest('button, a, summary') !== null;
}

const worksWhileWriting = (found: Action | 'wait') => found !== 'wait' && found.whileWriting === true;

function run(action: Action, event: KeyboardEvent): void {
  event.preventDefault();
  action.run();
}

/** Listens for shortcuts as long as the frame is there. */
export function useShortcuts(): void {
  useEffect(() => {
    let before: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function wait(key: string): void {
      before = key;
      timer = setTimeout(() => {
        before = null;
      }, secondKeyMs);
    }
    function press(event: KeyboardEvent): void {
      const key = shortcutOf(event);
      if (key === null || event.defaultPrevented || event.isComposing || isItsOwn(key, event.target)) return;
      const found = meaning(all, before, key);
      before = null;
      clearTimeout(timer);
      if (found === null || (isBusy(event.target) && !worksWhileWriting(found))) return;
      if (found === 'wait') wait(key);
      else run(found, event);
    }
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', press);
      clearTimeout(timer);
    };
  }, []);
}
