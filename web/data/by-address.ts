import { queryOptions } from '@tanstack/react-query';
import { get } from './api.ts';
import type { Live } from './follow.ts';

interface Some<Item> {
  readonly items: Item[];
  readonly nextCursor?: string | null;
}

/** At most so many requests: what is longer than that wants a list with pages of its own. */
const pagesMax = 10;

/** Every row of a list that is short by its nature: members, channels, keys. */
export async function readAll<Item>(path: string, signal?: AbortSignal): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  // The first page is asked for as it comes: lists that are short by their nature know neither limit nor cursor.
  for (let page = 0; page < pagesMax; page++) {
    const { items, nextCursor } = await get<Some<Item>>(path, { query: cursor ? { limit: 200, cursor } : {}, signal });
    all.push(...items);
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return all;
}

/** One thing by its address; see `listQuery`. */
export const oneQuery = <One>(path: string, live: Live = { changes: ['settings'] }) =>
  queryOptions({ queryKey: ['one', path], queryFn: ({ signal }) => get<One>(path, { signal }), meta: { live } });

/**
 * A list that several pages show, by its address alone: whoever asks for it gets the same rows in the same form, read once. Two keys
 * for one list, or one key for two forms, would each show pages what is not so.
 */
export const listQuery = <Item>(path: string, live: Live = { changes: ['settings'] }) =>
  queryOptions({ queryKey: ['list', path], queryFn: ({ signal }) => readAll<Item>(path, signal), meta: { live } });
