import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Message, Turn } from '#contract/conversations.ts';
import { get } from '#web/data/api.ts';
import { listQuery } from '#web/data/by-address.ts';
import type { Phone } from '../contract.ts';

interface Page {
  readonly items: readonly Message[];
  readonly nextCursor: string | null;
}

export const phonesQuery = listQuery<Phone>('/api/phones');

/** Without live changes it is asked again and again: a phone on which nothing moves is no phone. */
export const threadQuery = (phone: Phone, live: boolean) =>
  infiniteQueryOptions({
    queryKey: ['phones', phone.id, phone.contactId, 'messages'],
    queryFn: ({ signal, pageParam }) =>
      get<Page>(`/api/phones/${phone.id}/messages`, { query: { limit: 60, order: 'newest', cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: live ? false : 3000,
    // A change may be about a conversation that this phone does not know of yet: its first.
    meta: { live: { changes: ['message'], about: phone.conversationId === null ? {} : { conversationId: phone.conversationId } } },
  });

type Pages = InfiniteData<Page>;

/** The oldest first. */
export function messagesOf(pages: Pages | undefined): Message[] {
  return (pages?.pages ?? []).flatMap((page) => page.items).reverse();
}

/** What was just stored is shown at once, whenever the list is read again. */
export function addToThread(queries: QueryClient, phone: Phone, message: Message): void {
  queries.setQueryData<Pages>(threadQuery(phone, true).queryKey, (before) => {
    const [first, ...rest] = before?.pages ?? [];
    if (!first || !before) return { pages: [{ items: [message], nextCursor: null }], pageParams: [undefined] };
    if (first.items.some((one) => one.id === message.id)) return before;
    return { ...before, pages: [{ ...first, items: [message, ...first.items] }, ...rest] };
  });
}

/** The last decision about what the phone wrote, also when nothing was answered. */
export const newestTurnQuery = (phone: Phone) =>
  queryOptions({
    queryKey: ['phones', phone.id, phone.contactId, 'turn'],
    queryFn: async ({ signal }) => {
      const turns = await get<{ items: Turn[] }>(`/api/conversations/${phone.conversationId}/turns`, { query: { limit: 1 }, signal });
      return turns.items[0]?.id ?? null;
    },
    meta: { live: { changes: ['turn'], about: { conversationId: phone.conversationId ?? undefined } } },
  });
