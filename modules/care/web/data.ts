import { queryOptions } from '@tanstack/react-query';
import type { Conversation, Message } from '#contract/conversations.ts';
import { get } from '#web/data/api.ts';
import { oneQuery } from '#web/data/by-address.ts';
import type { Live } from '#web/data/follow.ts';
import type { Incident } from '../../incidents/contract.ts';
import type { CarePersonDetail, CareStatistics, PlanState, PlanStep } from '../contract.ts';

/** In the order in which they are written and read. Not those of the contract, which would bring its whole library along. */
export const planSteps: readonly PlanStep[] = ['signs', 'alone', 'places', 'people', 'professionals', 'safer', 'living'];
/** Steps in which somebody can be called. */
export const stepsToCall: ReadonlySet<PlanStep> = new Set(['places', 'people', 'professionals']);

const of = (contactId: string, ...changes: string[]) => ({ changes, about: { contactId } }) satisfies Live;

export const personQuery = (id: string) => oneQuery<CarePersonDetail>(`/api/care-people/${id}`, of(id, 'contact', 'incident'));
export const planQuery = (id: string) => oneQuery<PlanState>(`/api/care-people/${id}/plan`, of(id, 'contact'));
export const statisticsQuery = oneQuery<CareStatistics>('/api/care-statistics');

interface Some<Item> {
  readonly items: readonly Item[];
}

/** The person's incidents, open and closed, the last first. */
export const incidentsQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['care', 'incidents', contactId],
    queryFn: ({ signal }) => get<Some<Incident>>('/api/incidents', { query: { state: 'all', contactId, limit: 20 }, signal }),
    meta: { live: of(contactId, 'incident') },
  });

export interface LastWords {
  readonly conversationId: string;
  readonly messages: readonly Message[];
}

/** The last lines of the conversation that was last active; null: they have never written. */
export const lastWordsQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['care', 'words', contactId],
    queryFn: async ({ signal }): Promise<LastWords | null> => {
      const { items } = await get<Some<Conversation>>('/api/conversations', { query: { contactId, limit: 1 }, signal });
      const [conversation] = items;
      if (!conversation) return null;
      const last = await get<Some<Message>>(`/api/conversations/${conversation.id}/messages`, { query: { limit: 6 }, signal });
      return { conversationId: conversation.id, messages: last.items.toReversed() };
    },
    meta: { live: of(contactId, 'message') },
  });
