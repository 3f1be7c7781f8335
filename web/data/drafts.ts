import { useCallback, useState } from 'react';

/** What somebody has begun to write, kept in this browser until it is sent: through a reload, a lost session, a restart. */

const place = (key: string) => `baraza.draft.${key}`;

export function useDraft(key: string): readonly [text: string, write: (text: string) => void] {
  const [held, hold] = useState({ key, text: readDraft(key) });
  // Another thing to write about: its own draft, in the same drawing.
  if (held.key !== key) hold({ key, text: readDraft(key) });
  const write = useCallback(
    (text: string) => {
      hold({ key, text });
      writeDraft(key, text);
    },
    [key],
  );
  return [held.key === key ? held.text : readDraft(key), write];
}

export function readDraft(key: string): string {
  return localStorage.getItem(place(key)) ?? '';
}

export function writeDraft(key: string, text: string): void {
  if (text === '') localStorage.removeItem(place(key));
  else localStorage.setItem(place(key), text);
}

const forgetting = new Set<() => void>();

/** For what is kept beside the drafts, in memory. */
export function whenForgotten(forget: () => void): void {
  forgetting.add(forget);
}

/** On a machine that others use too, nothing stays behind. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(place(''))) localStorage.removeItem(key);
  for (const forget of forgetting) forget();
}
