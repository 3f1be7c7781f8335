import { useCallback, useEffect, useRef, useState } from 'react';
import type { Change } from '#contract/realtime.ts';
import { post } from '#web/data/api.ts';
import { useChanges } from '#web/data/realtime.ts';
import type { Phone } from '../contract.ts';

/** An answer that does not come within this time is not being written any more. */
const typingMs = 25_000;

interface Told {
  readonly contactId: string;
  readonly readTo: string | null;
  /** The last answer there was when it was told that another is being written; null: none is. */
  readonly typingAfter: string | null;
}

/** What is told to the phone while it is looked at: how far it was read, and whether an answer is being written. */
export function usePhoneLife(phone: Phone, lastReply: string | undefined): { readTo: string | null; typing: boolean } {
  const [told, setTold] = useState<Told | null>(null);
  const after = lastReply ?? '';
  useChanges(
    useCallback(
      ({ kind, phoneId, readTo, active }: Change) => {
        if (kind !== 'phone.changed' || phoneId !== phone.id) return;
        setTold((before) => ({
          contactId: phone.contactId,
          readTo: readTo ?? before?.readTo ?? null,
          typingAfter: active ? after : null,
        }));
      },
      [phone.id, phone.contactId, after],
    ),
  );
  useEffect(() => {
    if (told === null || told.typingAfter === null) return;
    const timer = setTimeout(() => setTold({ ...told, typingAfter: null }), typingMs);
    return () => clearTimeout(timer);
  }, [told]);
  // Started again: what was told was about somebody else.
  if (told?.contactId !== phone.contactId) return { readTo: null, typing: false };
  return { readTo: told.readTo, typing: told.typingAfter === after };
}

/** Tells the program that the phone's owner has seen what came, while somebody looks at the page. */
export function useSeen(phone: Phone, unseen: string | null): void {
  useEffect(() => {
    if (unseen === null || phone.off) return;
    const see = () => {
      if (document.visibilityState !== 'visible') return;
      // What is not told now is told with the next message.
      void post(`/api/phones/${phone.id}/read`, { body: { messageId: unseen } }).catch(() => undefined);
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [phone.id, phone.off, unseen]);
}

const againMs = 4000;

/** Says that the owner is writing; at most every few seconds. */
export function useSayTyping(phone: Phone): (typing: boolean) => void {
  const saidAt = useRef(0);
  return useCallback(
    (typing) => {
      if (phone.off || phone.conversationId === null) return;
      const now = performance.now();
      if (typing && now - saidAt.current < againMs) return;
      saidAt.current = typing ? now : 0;
      void post(`/api/phones/${phone.id}/typing`, { body: { typing } }).catch(() => undefined);
    },
    [phone.id, phone.off, phone.conversationId],
  );
}
