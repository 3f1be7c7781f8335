import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Asking, get } from './api.ts';
import type { Live } from './follow.ts';

interface Some<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** A list that may be long, the next page when it is asked for. */
export function usePaged<Item>(queryKey: QueryKey, path: string, { query = {}, live }: { query?: Asking['query']; live?: Live } = {}) {
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => get<Some<Item>>(path, { query: { ...query, limit: 50, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...(live ? { meta: { live } } : {}),
  });
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  return {
    items,
    isPending,
    error,
    refetch: () => void refetch(),
    hasMore: hasNextPage,
    more: () => void fetchNextPage(),
    busy: isFetchingNextPage,
  };
}
