import { useSyncExternalStore } from 'react';
import { surroundings } from './api.ts';
import { queries } from './queries.ts';

/** Whether the server can be reached. Known from what is asked anyway; while it cannot, asked every two seconds. */
export type Connection = 'here' | 'offline' | 'away';

const askMs = 2000;
let state: Connection = navigator.onLine ? 'here' : 'offline';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function become(next: Connection): void {
  if (next === state) return;
  const before = state;
  state = next;
  for (const listener of listeners) listener();
  if (next !== 'here') later();
  else if (before !== 'here') void queries.invalidateQueries();
}

function later(): void {
  clearTimeout(timer);
  timer = setTimeout(look, askMs);
}

async function look(): Promise<void> {
  const ready = await fetch('/health/ready', { cache: 'no-store' }).catch(() => null);
  if (ready?.ok) become('here');
  else later();
}

export function watchConnection(): void {
  surroundings.onReached = (reached) => {
    if (reached) become('here');
    else become(navigator.onLine ? 'away' : 'offline');
  };
  addEventListener('offline', () => become('offline'));
  addEventListener('online', () => void look());
  if (state !== 'here') later();
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
