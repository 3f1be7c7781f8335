import { useSyncExternalStore } from 'react';
import { surroundings } from './api.ts';
import { queries } from './queries.ts';
import { meQuery } from './session.ts';

/** Whether the session ended while somebody was at work: then they sign in again over the page, which stays as it is. */

let ended = false;
const listeners = new Set<() => void>();

function become(next: boolean): void {
  ended = next;
  for (const listener of listeners) listener();
}

export function watchSession(): void {
  surroundings.onSessionEnded = () => {
    // Before anybody has signed in there is nothing to end.
    if (!ended && queries.getQueryData(meQuery.queryKey)) become(true);
  };
}

export function useSessionEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ended,
  );
}

/** Signed out: there is nothing left to sign in over. */
export function sessionIsOver(): void {
  become(false);
}

/** Signed in again: everything is asked once more. */
export function sessionIsBack(): void {
  become(false);
  void queries.invalidateQueries();
}
