import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Consent, ContactDetail, Duplicate, Merge } from '#contract/contacts.ts';
import type { Member } from '#contract/organizations.ts';
import { get, post } from '#web/data/api.ts';
import type { Live } from '#web/data/follow.ts';
import type { InboxRow } from '../../desk/contract.ts';
import type { Attribute, ContactExtras, ContactQuestion, ContactRows, Import, Segment, Tag } from '../contract.ts';

/** What these pages read, each named once. Everything about contacts begins with 'contacts', so that one change makes all of it old. */

const live = (...changes: string[]): { live: Live } => ({ live: { changes } });

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** All pages of a list that is never long. */
async function getAll<Item>(path: string, signal: AbortSignal): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | null | undefined;
  do {
    const page: PageOf<Item> = await get<PageOf<Item>>(path, { signal, query: { limit: 200, cursor: cursor ?? undefined } });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

export const rowsQuery = (question: Omit<ContactQuestion, 'limit'>) =>
  infiniteQueryOptions({
    queryKey: ['contacts', 'rows', question],
    queryFn: ({ signal, pageParam }) =>
      post<ContactRows>('/api/contact-list', { signal, body: { ...question, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    meta: live('contact'),
  });

export const tagsQuery = queryOptions({
  queryKey: ['contacts', 'tags'],
  queryFn: ({ signal }) => getAll<Tag>('/api/tags', signal),
  meta: live('contact', 'settings'),
});

export const attributesQuery = queryOptions({
  queryKey: ['contacts', 'attributes'],
  queryFn: async ({ signal }) => (await get<{ items: Attribute[] }>('/api/attributes', { signal })).items,
  meta: live('settings'),
});

export const segmentsQuery = queryOptions({
  queryKey: ['contacts', 'segments'],
  queryFn: ({ signal }) => getAll<Segment>('/api/segments', signal),
  meta: live('settings'),
});

export const segmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'segments', id],
    queryFn: ({ signal }) => get<Segment>(`/api/segments/${id}`, { signal }),
  });

export const duplicatesQuery = infiniteQueryOptions({
  queryKey: ['contacts', 'duplicates'],
  queryFn: ({ signal, pageParam }) =>
    get<PageOf<Duplicate>>('/api/contact-duplicates', { signal, query: { limit: 20, cursor: pageParam ?? undefined } }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
  meta: live('contact'),
});

export const membersQuery = queryOptions({
  queryKey: ['members', 'all'],
  queryFn: ({ signal }) => getAll<Member>('/api/members', signal),
  meta: live('settings'),
});

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => get<ContactDetail>(`/api/contacts/${id}`, { signal }),
    meta: { live: { changes: ['contact', 'message'], about: { contactId: id } } satisfies Live },
  });

export const extrasQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'extras', id],
    queryFn: ({ signal }) => get<ContactExtras>(`/api/contacts/${id}/extras`, { signal }),
    meta: { live: { changes: ['contact'], about: { contactId: id } } satisfies Live },
  });

/** Of all states, the last active first. */
export const conversationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'conversations', id],
    queryFn: ({ signal }) => get<PageOf<InboxRow>>('/api/inbox', { signal, query: { contact: id, state: 'all', limit: 50 } }),
    meta: { live: { changes: ['contact', 'conversation', 'message'], about: { contactId: id } } satisfies Live },
  });

export const consentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'consents', id],
    queryFn: ({ signal }) => get<PageOf<Consent>>(`/api/contacts/${id}/consents`, { signal, query: { limit: 200 } }),
    meta: { live: { changes: ['contact', 'conversation'], about: { contactId: id } } satisfies Live },
  });

export const mergesQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'merges', id],
    queryFn: async ({ signal }) => (await get<{ items: Merge[] }>(`/api/contacts/${id}/merges`, { signal })).items,
    meta: { live: { changes: ['contact'], about: { contactId: id } } satisfies Live },
  });

export const importsQuery = queryOptions({
  queryKey: ['contacts', 'imports'],
  queryFn: ({ signal }) => get<PageOf<Import>>('/api/contact-imports', { signal, query: { limit: 50 } }),
});

/** While it runs it is asked again every second: there is no change that tells of it. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'import', id],
    queryFn: ({ signal }) => get<Import>(`/api/contact-imports/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? 1000 : false),
  });
