import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/data/api.ts';
import type { TurnDetail } from '../contract.ts';

/** One decision. `conversationId`, once it is known, says whose changes make it old. */
export const turnQuery = (id: string, conversationId: string | undefined) =>
  queryOptions({
    queryKey: ['turns', id],
    queryFn: ({ signal }) => get<TurnDetail>(`/api/turns/${id}`, { signal }),
    meta: { live: conversationId === undefined ? undefined : { changes: ['message'], about: { conversationId } } },
  });
