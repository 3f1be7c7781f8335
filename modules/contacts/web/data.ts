import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Consent, ContactDetail, Duplicate, Merge } from '#contract/contacts.ts';
import type { Member } from '#contract/organizations.ts';
import { get, post } from '#web/data/api.ts';
import { listQuery, oneQuery } from '#web/data/by-address.ts';
import type { Live } from '#web/data/follow.ts';
import type { InboxRow } from '../../desk/contract.ts';
import type { Attribute, ContactExtras, ContactQuestion, ContactRows, Import, Segment, Tag } from '../contract.ts';

/** What these pages read, each named once. Everything about contacts begins with 'contacts', so that one change makes all of it old. */

const live = (...changes: string[]): { live: Live } => ({ live: { changes } });

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
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

export const tagsQuery = listQuery<Tag>('/api/tags');

export const attributesQuery = listQuery<Attribute>('/api/attributes');

export const segmentsQuery = listQuery<Segment>('/api/segments');

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

export const membersQuery = listQuery<Member>('/api/members');

export const contactQuery = (id: string) =>
  oneQuery<ContactDetail>(`/api/contacts/${id}`, { changes: ['contact', 'message'], about: { contactId: id } });

export const extrasQuery = (id: string) =>
  oneQuery<ContactExtras>(`/api/contacts/${id}/extras`, { changes: ['contact'], about: { contactId: id } });

/** Of all states, the last active first. */
export const conversationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'conversations', id],
    queryFn: ({ signal }) => get<PageOf<InboxRow>>('/api/inbox', { signal, query: { contact: id, state: 'all', limit: 50 } }),
    meta: { live: { changes: ['contact', 'conversation', 'message'], about: { contactId: id } } satisfies Live },
  });

export const consentsQuery = (id: string) =>
  listQuery<Consent>(`/api/contacts/${id}/consents`, { changes: ['contact', 'conversation'], about: { contactId: id } });

export const mergesQuery = (id: string) =>
  listQuery<Merge>(`/api/contacts/${id}/merges`, { changes: ['contact'], about: { contactId: id } });

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
