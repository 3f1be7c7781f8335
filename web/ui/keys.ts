/** Shortcuts are written "mod+k", "shift+a", "g i" (one after the other), "?". "mod" is ⌘ on a Mac and Ctrl elsewhere. */

const isMac = () => /Mac|iP(hone|ad)/.test(globalThis.navigator?.platform ?? '');

/** The names of the keys to draw, in order. */
export function keysOf(shortcut: string, mac = isMac()): string[] {
  return shortcut.split(/[+ ]/).map((key) => {
    if (key === 'mod') return mac ? '⌘' : 'ctrl';
    return key;
  });
}

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** How a key press is written; null: only a modifier, or one the system keeps. */
export function shortcutOf(event: Pressed, mac = isMac()): string | null {
  if (['Control', 'Meta', 'Alt', 'Shift', 'CapsLock', 'AltGraph', 'Dead', 'Process'].includes(event.key)) return null;
  if (event.altKey) return null;
  const mod = mac ? event.metaKey : event.ctrlKey;
  if (!mod && (event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  // "?" already needs Shift on many keyboards, so Shift is only named where it says something.
  const named = event.shiftKey && /^[a-z]$|^.{2,}$/.test(key);
  return [mod && 'mod', named && 'shift', key].filter(Boolean).join('+');
}

/** Whether a person is writing there, so that letters are letters. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range', 'color'].includes(target.type);
}
