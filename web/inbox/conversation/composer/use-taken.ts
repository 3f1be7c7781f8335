import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keepMessage, keepNote } from '../timeline/use-timeline.ts';
import type { Taken } from './outgoing.ts';

/** Where what was sent off goes when the server has it: into the timeline, in the same drawing in which it leaves its waiting place. */
export function useTaken(conversationId: string): Taken {
  const queries = useQueryClient();
  return useMemo(
    () => ({
      onMessage(message) {
        keepMessage(queries, message);
        void queries.invalidateQueries({ queryKey: ['inbox', 'row', conversationId] });
      },
      onNote: (note) => keepNote(queries, note),
    }),
    [queries, conversationId],
  );
}
