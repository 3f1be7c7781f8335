import { useEffect, useSyncExternalStore } from 'react';
import type { Socket } from 'socket.io-client';
import type { Around, Change, ChangeBatch, Ended, Hello, Presence } from '#contract/realtime.ts';
import { surroundings } from './api.ts';
import { concerns, createFollower, type Live } from './follow.ts';
import { queries } from './queries.ts';

/** What changes while a page is open. The server names what changed; what it is now is asked through the API. */

type Listener = (change: Change) => void;

let socket: Socket | null = null;
let wanted: string | null = null;
let live = false;
const listeners = new Set<Listener>();
const watchers = new Set<() => void>();

function becomeLive(next: boolean): void {
  if (next === live) return;
  live = next;
  for (const watcher of watchers) watcher();
}

const follower = createFollower({
  onChanges(changes) {
    void queries.invalidateQueries({ predicate: ({ meta }) => changes.some((change) => concerns(meta?.live as Live | undefined, change)) });
    for (const change of changes) for (const listener of listeners) listener(change);
  },
  onMissed: () => void queries.invalidateQueries(),
});

/** Follows one organization; null: none. The library is loaded when it is first needed. */
export async function followOrganization(organizationId: string | null): Promise<void> {
  if (wanted === organizationId) return;
  wanted = organizationId;
  socket?.close();
  socket = null;
  becomeLive(false);
  if (organizationId === null) return;
  const { io } = await import('socket.io-client');
  // Another was chosen while the library came.
  if (wanted !== organizationId) return;
  socket = io({ path: '/realtime', transports: ['websocket'], auth: { organization: organizationId }, reconnectionDelayMax: 10_000 });
  socket.on('hello', (hello: Hello) => {
    becomeLive(true);
    follower.hello(hello);
  });
  socket.on('changes', (batch: ChangeBatch) => follower.batch(batch));
  socket.on('ended', ({ code }: Ended) => {
    if (code === 'unauthenticated') surroundings.onSessionEnded();
  });
  socket.on('disconnect', () => becomeLive(false));
}

/** Whether changes come by themselves just now. */
export function useLive(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => live,
  );
}

/** Hears of each change, for what a query cannot say: presence, typing, a sound. */
export function useChanges(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listener]);
}

/** Tells others which conversation is open here, and learns who else is there. */
export async function look(conversationId: string | null): Promise<Presence | null> {
  return say('look', { conversationId });
}

/** Who looks at which conversation just now, for a page that is opened after they were. */
export async function around(): Promise<readonly Change[]> {
  return (await say<Around>('around', {}))?.places ?? [];
}

/** Tells others that somebody writes here. Said again every few seconds; it ends by itself. */
export async function type(conversationId: string, typing: boolean): Promise<Presence | null> {
  return say('typing', { conversationId, typing });
}

async function say<Answer = Presence>(event: string, body: object): Promise<Answer | null> {
  if (!socket?.connected) return null;
  const answer = await socket
    .timeout(5000)
    .emitWithAck(event, body)
    .catch(() => null);
  return answer && !('error' in answer) ? (answer as Answer) : null;
}
