import { useCallback, useEffect, useRef } from 'react';
import { type } from '#web/data/realtime.ts';

/** Said again while somebody writes; the server forgets it after six seconds. */
const againMs = 3000;

/** Tells colleagues that an answer is being written here. */
export function useTypingSignal(conversationId: string): (writing: boolean) => void {
  const told = useRef(0);
  useEffect(
    () => () => {
      if (told.current > 0) void type(conversationId, false);
      told.current = 0;
    },
    [conversationId],
  );
  return useCallback(
    (writing) => {
      const now = performance.now() + 1;
      if (writing && now - told.current < againMs && told.current > 0) return;
      if (!writing && told.current === 0) return;
      told.current = writing ? now : 0;
      void type(conversationId, writing);
    },
    [conversationId],
  );
}
