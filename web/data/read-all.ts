import { get } from './api.ts';

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
  for (let page = 0; page < pagesMax; page++) {
    const { items, nextCursor } = await get<Some<Item>>(path, { query: { limit: 200, cursor }, signal });
    all.push(...items);
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return all;
}
