import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import type { Message } from '#contract/conversations.ts';
import type { Change } from '#contract/realtime.ts';
import { ApiError, get } from '#web/data/api.ts';
import { useChanges, useLive } from '#web/data/realtime.ts';
import type { Note, TimelineItem, TimelinePage } from '../../../../modules/desk/contract.ts';
import {
  addNewer,
  addOlder,
  fromPage,
  holds,
  letGo,
  refreshed,
  type TimelineState,
  withMessage,
  withNote,
  withoutOldest,
} from './timeline-state.ts';

const pageSize = 50;
/** Where changes do not come by themselves, what is new is asked for. */
const askMs = 5000;

export const timelineKey = (conversationId: string) => ['timeline', conversationId] as const;

const readPage = (conversationId: string, query: Record<string, string | number>, signal?: AbortSignal) =>
  get<TimelinePage>(`/api/conversations/${conversationId}/timeline`, { query: { limit: pageSize, ...query }, signal });

/** Puts a message where it belongs, at once; the server's own word comes later. */
export function keepMessage(queries: QueryClient, message: Message): void {
  queries.setQueryData<TimelineState>(timelineKey(message.conversationId), (state) => state && withMessage(state, message));
}

export function keepNote(queries: QueryClient, note: Note): void {
  queries.setQueryData<TimelineState>(timelineKey(note.conversationId), (state) => state && withNote(state, note));
}

/** What is held is read anew: the same stretch, with what is new at its end. */
async function readAgain(conversationId: string, state: TimelineState, signal: AbortSignal): Promise<TimelineState> {
  const limit = Math.min(200, Math.max(pageSize, state.items.length));
  const middle = state.items[Math.floor(state.items.length / 2)];
  if (state.hasNewer && middle) return refreshed(state, await readPage(conversationId, { around: middle.id, limit }, signal));
  return refreshed(state, await readPage(conversationId, { limit }, signal));
}

export interface Timeline {
  readonly state: TimelineState | undefined;
  readonly error: unknown;
  readonly loadingOlder: boolean;
  /** What the last try to read older ones ended with. */
  readonly olderError: unknown;
  retry(): void;
  loadOlder(): void;
  loadNewer(): void;
  /** Brings a message within reach; false: it is not there. */
  goTo(id: string): Promise<boolean>;
  goToNewest(): Promise<void>;
  /** Lets go of what is far above, for whoever is at the end. */
  shorten(): void;
  /** Called right before items above come in or go: whoever shows the stretch measures it then. */
  readonly beforeAbove: RefObject<(() => void) | null>;
}

/** One conversation, live: the newest page, more of it when somebody scrolls, and what changes while it is open. */
export function useTimeline(conversationId: string, around: string | undefined): Timeline {
  const queries = useQueryClient();
  const live = useLive();
  const key = useMemo(() => timelineKey(conversationId), [conversationId]);
  const start = useRef(around);
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const held = queries.getQueryData<TimelineState>(key);
      if (held) return readAgain(conversationId, held, signal);
      return fromPage(await readStart(conversationId, start.current, signal));
    },
    refetchInterval: live ? false : askMs,
  });
  const change = useCallback<ChangeState>(
    (next) => void queries.setQueryData<TimelineState>(key, (state) => state && next(state)),
    [queries, key],
  );
  useFollowing(conversationId, change, queries);
  const beforeAbove = useRef<(() => void) | null>(null);
  const older = useReach(
    () => readOlder(conversationId, queries.getQueryData<TimelineState>(key)),
    (page) => {
      beforeAbove.current?.();
      change((state) => addOlder(state, page));
    },
  );
  const newer = useReach(
    () => readNewer(conversationId, queries.getQueryData<TimelineState>(key)),
    (page) => {
      beforeAbove.current?.();
      change((state) => addNewer(state, page));
    },
  );
  return {
    state: data,
    error: data ? null : error,
    loadingOlder: older.busy,
    olderError: older.error,
    retry: () => void refetch(),
    loadOlder: older.go,
    shorten() {
      beforeAbove.current?.();
      change(withoutOldest);
    },
    beforeAbove,
    loadNewer: newer.go,
    async goTo(id) {
      if (holds(queries.getQueryData<TimelineState>(key), id)) return true;
      const page = await readPage(conversationId, { around: id }).catch(() => null);
      if (page) queries.setQueryData<TimelineState>(key, fromPage(page));
      return page !== null;
    },
    async goToNewest() {
      if (!queries.getQueryData<TimelineState>(key)?.hasNewer) return;
      const page = await readPage(conversationId, {});
      queries.setQueryData<TimelineState>(key, fromPage(page));
    },
  };
}

/** About a message when one was asked for; a link to one that is gone leads to the newest. */
async function readStart(conversationId: string, around: string | undefined, signal: AbortSignal): Promise<TimelinePage> {
  if (around === undefined) return readPage(conversationId, {}, signal);
  return readPage(conversationId, { around }, signal).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 400) return readPage(conversationId, {}, signal);
    throw error;
  });
}

async function readOlder(conversationId: string, state: TimelineState | undefined): Promise<TimelinePage | null> {
  if (!state?.olderCursor) return null;
  return state.olderCursor === letGo
    ? readAbout(conversationId, state.items.at(0))
    : readPage(conversationId, { before: state.olderCursor });
}

async function readNewer(conversationId: string, state: TimelineState | undefined): Promise<TimelinePage | null> {
  if (!state?.hasNewer || !state.newerCursor) return null;
  return state.newerCursor === letGo
    ? readAbout(conversationId, state.items.at(-1))
    : readPage(conversationId, { after: state.newerCursor });
}

/** Half of it is held already. */
async function readAbout(conversationId: string, item: TimelineItem | undefined): Promise<TimelinePage | null> {
  return item ? readPage(conversationId, { around: item.id, limit: 2 * pageSize }) : null;
}

/** Reads on, one page at a time however often it is asked. */
function useReach(read: () => Promise<TimelinePage | null>, take: (page: TimelinePage) => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  function go(): void {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    read()
      .then((page) => page && take(page))
      .catch(setError)
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  }
  return { busy, error, go };
}

type ChangeState = (next: (state: TimelineState) => TimelineState) => void;

interface Waiting {
  /** Messages to read. */
  readonly created: Set<string>;
  readonly changed: Set<string>;
  /** Something was done with the conversation: it may have a line at the end of the timeline. */
  end: boolean;
  /** A note changed, or was deleted. */
  page: boolean;
}

const nothingWaits = (): Waiting => ({ created: new Set(), changed: new Set(), end: false, page: false });

/** What a change means for the timeline; false: nothing. */
function note(waiting: Waiting, { kind, messageId }: Change): boolean {
  if (kind === 'message.created' && messageId) waiting.created.add(messageId);
  else if (kind === 'message.changed' && messageId) waiting.changed.add(messageId);
  else if (kind === 'conversation.changed' || kind === 'event.created') waiting.end = true;
  else if (kind === 'note.changed' || kind.startsWith('message.')) waiting.page = true;
  else return false;
  return true;
}

/** Reads what changed, once however many changes come while it is read. */
function useFollowing(conversationId: string, change: ChangeState, queries: QueryClient): void {
  const waiting = useRef<Waiting | null>(null);
  const running = useRef(false);
  const catchUp = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    try {
      while (waiting.current) {
        const now = waiting.current;
        waiting.current = null;
        await readChanges(queries, { ...now, conversationId, change });
      }
    } finally {
      running.current = false;
    }
  }, [queries, change, conversationId]);
  const hear = useCallback(
    (told: Change) => {
      if (told.conversationId !== conversationId) return;
      const next = waiting.current ?? nothingWaits();
      if (!note(next, told)) return;
      waiting.current = next;
      void catchUp();
    },
    [conversationId, catchUp],
  );
  useChanges(hear);
}

/** More than so many at once are read with their page. */
const fewMessages = 6;

interface Told extends Waiting {
  readonly conversationId: string;
  readonly change: ChangeState;
}

async function readChanges(queries: QueryClient, { conversationId, created, changed, end, page, change }: Told): Promise<void> {
  const key = timelineKey(conversationId);
  const state = queries.getQueryData<TimelineState>(key);
  if (!state) return;
  // Somebody reads an earlier place: what is new is found when they go there.
  const wanted = [...(state.hasNewer ? [] : created), ...[...changed].filter((id) => holds(state, id))];
  if (page || wanted.length > fewMessages) return void (await queries.invalidateQueries({ queryKey: key }));
  const reading = wanted.map((id) => get<Message>(`/api/messages/${id}`).catch(() => null));
  const newer =
    end && !state.hasNewer && typeof state.newerCursor === 'string'
      ? readPage(conversationId, { after: state.newerCursor }).catch(() => null)
      : null;
  for (const message of await Promise.all(reading)) {
    if (message?.conversationId === conversationId) change((now) => withMessage(now, message));
  }
  const added = await newer;
  if (added) change((now) => addNewer(now, added));
}
