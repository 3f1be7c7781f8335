import { useSyncExternalStore } from 'react';
import type { Message } from '#contract/conversations.ts';
import type { MessageCreation } from '#contract/messages.ts';
import { ApiError, newKey, post } from '#web/data/api.ts';
import { readDraft, whenForgotten, writeDraft } from '#web/data/drafts.ts';
import { upload } from '#web/data/upload.ts';
import type { Note } from '../../../../modules/desk/contract.ts';

/** What somebody sent off and the server has not taken yet: shown at once, and kept in its place with the reason when it was refused. */

export type FileUse = 'image' | 'audio' | 'video' | 'document' | 'sticker';

export interface FileToSend {
  readonly blob: Blob;
  readonly name: string;
  readonly use: FileUse;
}

export type Said =
  | { readonly type: 'message'; readonly body: MessageCreation }
  | {
      readonly type: 'file';
      readonly file: FileToSend;
      readonly text: string;
      readonly quotes?: string | undefined;
      readonly seenTo?: string | undefined;
    }
  | { readonly type: 'note'; readonly text: string; readonly mentions: readonly string[] };

export interface Outgoing {
  /** Makes it count once, however often it is sent. */
  readonly key: string;
  readonly conversationId: string;
  readonly said: Said;
  readonly at: string;
  readonly state: 'sending' | 'failed' | 'answered';
  /** Of a file: how much of it is there. */
  readonly share: number | null;
  readonly error: unknown;
  /** Somebody answered meanwhile. */
  readonly answered: { readonly author: string; readonly authorId: string | null; readonly at: string } | null;
  readonly stop: AbortController;
}

export interface Taken {
  onMessage(message: Message): void;
  onNote(note: Note): void;
}

const place = (conversationId: string) => `outgoing ${conversationId}`;
const held = new Map<string, readonly Outgoing[]>();
const nothing: readonly Outgoing[] = [];
const listeners = new Set<() => void>();

whenForgotten(() => held.clear());

export function useOutgoing(conversationId: string): readonly Outgoing[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => outgoingOf(conversationId),
  );
}

export function outgoingOf(conversationId: string): readonly Outgoing[] {
  const here = held.get(conversationId) ?? revive(conversationId);
  held.set(conversationId, here);
  return here;
}

/** Sends it: at once in sight, then taken over by what the server made of it. */
export async function sendOff(conversationId: string, said: Said, taken: Taken): Promise<void> {
  const one: Outgoing = {
    key: newKey(),
    conversationId,
    said,
    at: new Date().toISOString(),
    state: 'sending',
    share: said.type === 'file' ? 0 : null,
    error: null,
    answered: null,
    stop: new AbortController(),
  };
  change(conversationId, (all) => [...all, one]);
  await deliver(one, taken);
}

/** The same once more: with its key, so that it is not said twice if the first did arrive. */
export async function sendAgain(one: Outgoing, taken: Taken): Promise<void> {
  const again: Outgoing = { ...one, state: 'sending', error: null, stop: new AbortController() };
  change(one.conversationId, (all) => all.map((other) => (other.key === one.key ? again : other)));
  await deliver(again, taken);
}

/** So long it is still what its writer would say now. */
const goesByItselfMs = 10 * 60_000;

/** It did not reach the server, and goes once more by itself when that is back; whether somebody answered meanwhile is asked again then. */
export function goesByItself({ state, error, at }: Outgoing, now: Date): boolean {
  return state === 'failed' && error instanceof ApiError && error.status === 0 && now.getTime() - Date.parse(at) < goesByItselfMs;
}

/** Although somebody else answered; another request, so another key. */
export async function sendAnyway(one: Outgoing, taken: Taken): Promise<void> {
  const { said } = one;
  const anyway: Said = said.type === 'message' ? { ...said, body: { ...said.body, anyway: true } } : { ...said, ...{ seenTo: undefined } };
  forget(one);
  await sendOff(one.conversationId, anyway, taken);
}

export function forget(one: Outgoing): void {
  one.stop.abort();
  change(one.conversationId, (all) => all.filter(({ key }) => key !== one.key));
}

async function deliver(one: Outgoing, taken: Taken): Promise<void> {
  try {
    if (one.said.type === 'note') {
      const { text, mentions } = one.said;
      taken.onNote(await post<Note>(`/api/conversations/${one.conversationId}/notes`, { body: { text, mentions }, once: one.key }));
    } else {
      const body = one.said.type === 'file' ? await uploaded(one, one.said) : one.said.body;
      taken.onMessage(await post<Message>(`/api/conversations/${one.conversationId}/messages`, { body, once: one.key }));
    }
    change(one.conversationId, (all) => all.filter(({ key }) => key !== one.key));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    set(one, isAnswered(error) ? { state: 'answered', answered: error.details as never } : { state: 'failed', error });
  }
}

function isAnswered(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'desk.answered_meanwhile';
}

async function uploaded(one: Outgoing, said: Extract<Said, { type: 'file' }>): Promise<MessageCreation> {
  const { file, text, quotes, seenTo } = said;
  const onProgress = (share: number) => set(one, { share });
  const stored = await upload(file.blob, { name: file.name, onProgress, signal: one.stop.signal });
  return fileMessage(stored.id, said.file, { text, quotes, seenTo });
}

/** What is sent of an uploaded file; a caption only where there can be one. */
export function fileMessage(
  file: string,
  { use, name }: Pick<FileToSend, 'use' | 'name'>,
  { text, quotes, seenTo }: { text: string; quotes?: string | undefined; seenTo?: string | undefined },
): MessageCreation {
  const about = { ...(quotes === undefined ? {} : { quotes }), ...(seenTo === undefined ? {} : { seenTo }) };
  const caption = text.trim() === '' ? {} : { text };
  if (use === 'audio' || use === 'sticker') return { kind: use, file, ...about };
  if (use === 'document') return { kind: 'document', file, fileName: name, ...caption, ...about };
  return { kind: use, file, ...caption, ...about };
}

function set(one: Outgoing, now: Partial<Outgoing>): void {
  change(one.conversationId, (all) => all.map((other) => (other.key === one.key ? { ...other, ...now } : other)));
}

function change(conversationId: string, next: (all: readonly Outgoing[]) => readonly Outgoing[]): void {
  const now = next(outgoingOf(conversationId));
  held.set(conversationId, now);
  keep(conversationId, now);
  for (const listener of listeners) listener();
}

/** Words outlive a reload; files do not: they are chosen again. */
function keep(conversationId: string, all: readonly Outgoing[]): void {
  const words = all.filter(({ said }) => said.type !== 'file').map(({ key, said, at }) => ({ key, said, at }));
  writeDraft(place(conversationId), words.length === 0 ? '' : JSON.stringify(words));
}

/** What was under way when the page was closed: whether it arrived nobody knows, so a person sends it again, with its old key. */
function revive(conversationId: string): readonly Outgoing[] {
  const kept = readDraft(place(conversationId));
  if (kept === '') return nothing;
  try {
    const words = JSON.parse(kept) as Pick<Outgoing, 'key' | 'said' | 'at'>[];
    return words.map((one) => ({
      ...one,
      conversationId,
      state: 'failed',
      share: null,
      error: null,
      answered: null,
      stop: new AbortController(),
    }));
  } catch {
    return nothing;
  }
}
