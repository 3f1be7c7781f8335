import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type Shown, searchOf } from '../filter/filter.ts';

/** Ways within the inbox; the filter stays in the address. */
export function useGoing(shown: Shown) {
  const navigate = useNavigate();
  const toList = useCallback((next: Shown = shown) => void navigate({ to: '/inbox', search: searchOf(next) } as never), [navigate, shown]);
  const toConversation = useCallback(
    (conversationId: string, replace = false) =>
      void navigate({ to: '/inbox/$conversationId', params: { conversationId }, search: searchOf(shown), replace } as never),
    [navigate, shown],
  );
  return { toList, toConversation };
}
