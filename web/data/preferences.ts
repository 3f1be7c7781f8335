import { useSyncExternalStore } from 'react';
import { type LanguageCode, languageOf, languages } from '#web/i18n/languages.ts';

/** How one person likes the app. Kept in the browser, so that it counts before anybody is signed in, and with the account. */
export interface Preferences {
  readonly language: LanguageCode;
  readonly theme: 'system' | 'light' | 'dark';
  /** IANA name; null: the zone of the machine. */
  readonly timeZone: string | null;
  readonly density: 'comfortable' | 'compact';
  /** How many hours the clock has. */
  readonly clock: 'system' | '12' | '24';
}

const place = 'baraza.preferences';

let current: Preferences = read();
const listeners = new Set<() => void>();

export function preferences(): Preferences {
  return current;
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(listen, preferences);
}

/** Keeps the change in this browser and shows it at once; the account is told by whoever asks for it. */
export function changePreferences(change: Partial<Preferences>): void {
  show({ ...current, ...change });
  localStorage.setItem(place, JSON.stringify(current));
}

/** Follows what another tab of this browser changes: both look the same, and neither writes its older state over the other's. */
export function watchPreferences(onLanguage: (language: LanguageCode) => void): void {
  addEventListener('storage', ({ key }) => {
    if (key !== place) return;
    const before = current;
    show(read());
    if (current.language !== before.language) onLanguage(current.language);
  });
}

function show(next: Preferences): void {
  current = next;
  if (current.theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = current.theme;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): Preferences {
  const standard: Preferences = {
    language: languageOf(navigator.languages),
    theme: 'system',
    timeZone: null,
    density: 'comfortable',
    clock: 'system',
  };
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Preferences>;
    const known = languages.some(({ code }) => code === kept.language);
    return { ...standard, ...kept, ...(known ? {} : { language: standard.language }) };
  } catch {
    return standard;
  }
}
