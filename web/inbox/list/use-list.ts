import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { get } from '#web/data/api.ts';
import { type Shown, searchOf } from '../filter/filter.ts';
import { emptyList, type Listed, layPage, makeStale, type Page, stretchToRead } from './listed.ts';
import { asDone, listKey } from './patch.ts';

/** Two screens and a little. */
const pageRows = 50;
/** Read ahead of what is in sight, so that nobody who scrolls at an even pace sees a row that is not there yet. */
const aheadRows = 40;

async function readPage({ filter, sort }: Shown, cursor: string | null, signal?: AbortSignal): Promise<Page> {
  const query = { ...searchOf({ filter, sort }), limit: pageRows, cursor: cursor ?? undefined };
  const page = await get<Page>('/api/inbox', { query, signal });
  return { ...page, items: page.items.map(asDone) };
}

export interface List {
  readonly list: Listed | undefined;
  readonly error: unknown;
  /** The rows below could not be read. */
  readonly furtherError: unknown;
  retry(): void;
  /** Says which rows are in sight; what they need is read. */
  see(first: number, last: number): void;
}

/** The conversations that are shown: the first page at once, each further one when it comes into sight. */
export function useList(shown: Shown): List {
  const queries = useQueryClient();
  const key = useMemo(() => listKey(shown), [shown]);
  const { data, error, refetch } = useQuery({
    queryKey: key,
    async queryFn({ signal }) {
      const page = await readPage(shown, null, signal);
      const known = queries.getQueryData<Listed>(key);
      return layPage(known ? makeStale(known) : emptyList(shown.sort), null, page);
    },
    // It is compared by the row; a whole list of a hundred thousand must not be.
    structuralSharing: false,
  });

  const sight = useRef<readonly [first: number, last: number]>([0, 0]);
  const busy = useRef<readonly string[] | null>(null);
  const [failed, setFailed] = useState<{ key: readonly string[]; error: unknown } | null>(null);

  const read = useCallback(async () => {
    const list = queries.getQueryData<Listed>(key);
    const [first, last] = sight.current;
    const stretch = list && stretchToRead(list, first, last + aheadRows);
    // The top is read by the query itself.
    if (busy.current === key || !stretch || stretch.after === null) return;
    busy.current = key;
    try {
      const page = await readPage(shown, stretch.cursor);
      setFailed(null);
      queries.setQueryData<Listed>(key, (known) => known && layPage(known, stretch.cursor, page));
    } catch (fault) {
      setFailed({ key, error: fault });
    } finally {
      if (busy.current === key) busy.current = null;
    }
  }, [queries, key, shown]);

  const stopped = failed?.key === key;
  useEffect(() => {
    if (data && !stopped) void read();
  }, [data, read, stopped]);

  return {
    list: data,
    error: data ? null : error,
    furtherError: stopped ? failed.error : null,
    retry() {
      setFailed(null);
      if (data) void read();
      else void refetch();
    },
    see(first, last) {
      sight.current = [first, last];
      if (!stopped) void read();
    },
  };
}
