import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, remove } from '#web/data/api.ts';
import type { InboxCounts, InboxView, InboxViewChange, InboxViewCreation } from '../../../modules/desk/contract.ts';
import { keyOf, type Shown, standard } from './filter.ts';

/** What everybody looks for; each is a filter like any other, with a name. */
export const standing = [
  { key: 'open', shown: standard },
  { key: 'mine', shown: { filter: { assignee: 'me' }, sort: 'newest' } },
  { key: 'unassigned', shown: { filter: { handler: 'people', assignee: 'none' }, sort: 'newest' } },
  { key: 'waiting', shown: { filter: { handler: 'people', waiting: true }, sort: 'waiting' } },
  { key: 'attention', shown: { filter: { state: 'all', attention: true }, sort: 'risk' } },
  { key: 'unread', shown: { filter: { unread: true }, sort: 'newest' } },
  { key: 'mentioned', shown: { filter: { mentioned: true }, sort: 'newest' } },
  { key: 'people', shown: { filter: { handler: 'people' }, sort: 'newest' } },
  { key: 'assistant', shown: { filter: { handler: 'assistant' }, sort: 'newest' } },
  { key: 'failed', shown: { filter: { failed: true }, sort: 'newest' } },
  { key: 'snoozed', shown: { filter: { state: 'snoozed' }, sort: 'newest' } },
  { key: 'closed', shown: { filter: { state: 'closed' }, sort: 'newest' } },
] as const satisfies readonly { key: keyof InboxCounts; shown: Shown }[];

export type StandingKey = (typeof standing)[number]['key'];

export function shownByView({ filter }: Pick<InboxView, 'filter'>): Shown {
  const { sort = 'newest', ...rest } = filter;
  return { filter: rest, sort };
}

/** Which view is shown: a saved one, one of the standing, or none. */
export function viewOf(shown: Shown, views: readonly InboxView[]): { readonly saved?: InboxView; readonly standing?: StandingKey } {
  const key = keyOf(shown);
  const saved = views.find((view) => keyOf(shownByView(view)) === key);
  if (saved) return { saved };
  const found = standing.find((one) => keyOf(one.shown) === key);
  return found ? { standing: found.key } : {};
}

const viewsKey = ['inbox', 'views'] as const;
const none: readonly never[] = [];

export function useViews(): readonly InboxView[] {
  const { data } = useQuery({
    queryKey: viewsKey,
    queryFn: ({ signal }) => get<{ items: InboxView[] }>('/api/inbox-views', { signal }),
    staleTime: 60_000,
    meta: { live: { changes: ['settings'] } },
  });
  return data?.items ?? none;
}

/** Makes, changes and deletes views; the list of them knows at once. */
export function useViewChanges() {
  const queries = useQueryClient();
  const set = (change: (views: readonly InboxView[]) => readonly InboxView[]) => {
    queries.setQueryData<{ items: readonly InboxView[] }>(viewsKey, (known) => ({ items: change(known?.items ?? []) }));
    void queries.invalidateQueries({ queryKey: ['inbox', 'counts'] });
  };
  return {
    async create(body: InboxViewCreation): Promise<InboxView> {
      const view = await post<InboxView>('/api/inbox-views', { body });
      set((views) => [...views, view]);
      return view;
    },
    async change(id: string, body: InboxViewChange): Promise<InboxView> {
      const view = await patch<InboxView>(`/api/inbox-views/${id}`, { body });
      set((views) => views.map((one) => (one.id === id ? view : one)));
      return view;
    },
    async remove(id: string): Promise<void> {
      await remove(`/api/inbox-views/${id}`);
      set((views) => views.filter((one) => one.id !== id));
    },
  };
}
