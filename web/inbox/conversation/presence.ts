import { useCallback, useEffect, useState } from 'react';
import type { Change, Presence } from '#contract/realtime.ts';
import { look, useChanges, useLive } from '#web/data/realtime.ts';
import { usePlace } from '#web/data/session.ts';

export interface Here {
  /** Other members who have the conversation open. */
  readonly looking: readonly string[];
  /** Those of them who are writing. */
  readonly typing: readonly string[];
  readonly contactTyping: boolean;
}

const nobody: Here = { looking: [], typing: [], contactTyping: false };
/** A contact's writing is told when it begins; nobody tells when they put the phone away. */
const contactTypingMs = 20_000;

/** Who else is here, while the connection lives. */
export function useHere(conversationId: string): Here {
  const { memberId } = usePlace();
  const live = useLive();
  const [here, setHere] = useState(nobody);
  const take = useCallback(
    ({ looking = [], typing = [] }: Partial<Presence>) => {
      const others = (ids: readonly string[]) => ids.filter((id) => id !== memberId);
      setHere((before) => ({ ...before, looking: others(looking), typing: others(typing) }));
    },
    [memberId],
  );
  useEffect(() => {
    setHere(nobody);
    if (!live) return;
    let over = false;
    void look(conversationId).then((presence) => {
      if (presence && !over) take(presence);
    });
    return () => {
      over = true;
      void look(null);
    };
  }, [conversationId, live, take]);
  const hear = useCallback(
    (change: Change) => {
      if (change.conversationId !== conversationId) return;
      if (change.kind === 'presence.changed') take(change);
      if (change.kind === 'typing.changed') setHere((before) => ({ ...before, contactTyping: change.active ?? false }));
      if (change.kind === 'message.created') setHere((before) => ({ ...before, contactTyping: false }));
    },
    [conversationId, take],
  );
  useChanges(hear);
  useEffect(() => {
    if (!here.contactTyping) return;
    const timer = setTimeout(() => setHere((before) => ({ ...before, contactTyping: false })), contactTypingMs);
    return () => clearTimeout(timer);
  }, [here.contactTyping]);
  return here;
}
