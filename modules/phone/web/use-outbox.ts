import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message } from '#contract/conversations.ts';
import type { StoredFile } from '#contract/files.ts';
import { newKey, post } from '#web/data/api.ts';
import type { Phone, PhoneMessage } from '../contract.ts';
import { addToThread, phonesQuery } from './queries.ts';

/** What the person does; a file that it needs is uploaded first. */
export interface Writing {
  readonly message: PhoneMessage | FileWriting;
  readonly file?: { readonly blob: Blob; readonly name: string };
}

export interface FileWriting {
  readonly kind: 'image' | 'video' | 'voice' | 'document';
  readonly fileName?: string;
  readonly quotes?: string;
}

export interface Pending {
  /** Also what makes it count once, however often it is tried. */
  readonly key: string;
  readonly writing: Writing;
  readonly error: unknown;
}

export interface Outbox {
  /** Under way or refused, the oldest first. */
  readonly pending: readonly Pending[];
  write(writing: Writing): void;
  again(key: string): void;
  drop(key: string): void;
}

/** Sends for the phone's owner: shown at once, kept in place with the reason when it fails. */
export function useOutbox(phone: Phone): Outbox {
  const queries = useQueryClient();
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const forget = (key: string) => setPending((before) => before.filter((one) => one.key !== key));
  async function deliver({ key, writing }: Pending): Promise<void> {
    try {
      const body = await withFile(phone, writing);
      const message = await post<Message>(`/api/phones/${phone.id}/messages`, { body, once: key });
      addToThread(queries, phone, message);
      forget(key);
      if (phone.conversationId === null) await queries.invalidateQueries({ queryKey: phonesQuery.queryKey, exact: true });
    } catch (error) {
      setPending((before) => before.map((one) => (one.key === key ? { ...one, error } : one)));
    }
  }
  return {
    pending,
    write(writing) {
      const one = { key: newKey(), writing, error: null };
      setPending((before) => [...before, one]);
      void deliver(one);
    },
    again(key) {
      const one = pending.find((each) => each.key === key);
      if (!one) return;
      setPending((before) => before.map((each) => (each === one ? { ...one, error: null } : each)));
      void deliver(one);
    },
    drop: forget,
  };
}

async function withFile(phone: Phone, { message, file }: Writing): Promise<PhoneMessage> {
  if (!file) return message as PhoneMessage;
  const stored = await post<StoredFile>(`/api/phones/${phone.id}/files`, { file: file.blob, query: { name: file.name } });
  return { ...message, file: stored.id } as PhoneMessage;
}
