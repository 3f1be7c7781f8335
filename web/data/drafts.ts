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
      if (text === '') localStorage.removeItem(place(key));
      else localStorage.setItem(place(key), text);
    },
    [key],
  );
  return [held.key === key ? held.text : readDraft(key), write];
}

export function readDraft(key: string): string {
  return localStorage.getItem(place(key)) ?? '';
}

/** On a machine that others use too, nothing stays behind. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(place(''))) localStorage.removeItem(key);
}
