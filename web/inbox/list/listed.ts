import type { InboxRow, InboxSort } from '../../../modules/desk/contract.ts';

/**
 * A list that is read page by page, while the conversations in it move. It is cut into stretches, each read from a cursor of the server; a
 * page that comes says all there is between its cursor and its last row, so it can be laid over what was known, at any time and anywhere.
 */
export interface Listed {
  readonly sort: InboxSort;
  readonly rows: readonly InboxRow[];
  /** Where each begins, from the top. Only the last may be `absent`: what comes after it was never read. */
  readonly stretches: readonly Stretch[];
}

export interface Stretch {
  /** The row after which it begins; null: the top. */
  readonly after: Place | null;
  /** How the server calls that place. */
  readonly cursor: string | null;
  readonly state: 'fresh' | 'stale' | 'absent';
}

/** Where a row stands in the order. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

export interface Page {
  readonly items: readonly InboxRow[];
  readonly nextCursor: string | null;
}

export function emptyList(sort: InboxSort): Listed {
  return { sort, rows: [], stretches: [{ after: null, cursor: null, state: 'absent' }] };
}

export const isWhole = ({ stretches }: Listed): boolean => stretches.at(-1)?.state !== 'absent';

export function placeOf(row: InboxRow, sort: InboxSort): Place {
  const at = (sort === 'waiting' ? row.waitingSince : row.lastMessageAt) ?? row.lastMessageAt;
  return { at: sort === 'risk' ? `${risks.indexOf(row.risk ?? '')} ${at}` : at, id: row.id };
}

/** From the least to the gravest. */
const risks = ['', 'moderate', 'high', 'imminent'];

/** Below zero: the first stands above the other. Newest above; or who waits longest; or the gravest. */
export function comparePlaces(one: Place, other: Place, sort: InboxSort): number {
  const before = one.at === other.at ? one.id < other.id : one.at < other.at;
  if (one.at === other.at && one.id === other.id) return 0;
  return before === (sort === 'waiting') ? -1 : 1;
}

/** The first row that stands below a place. */
export function rowsTo({ rows, sort }: Listed, place: Place | null): number {
  if (place === null) return 0;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePlaces(placeOf(rows[middle] as InboxRow, sort), place, sort) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lays a page over what was known. */
export function layPage(list: Listed, cursor: string | null, { items, nextCursor }: Page): Listed {
  const { sort, stretches } = list;
  const from = stretches.findIndex((one) => one.cursor === cursor);
  const stretch = stretches[from];
  // Read from a place that is gone: other pages were laid over it meanwhile.
  if (!stretch) return list;
  const last = items.at(-1);
  const end = nextCursor === null || !last ? null : placeOf(last, sort);
  const begins = rowsTo(list, stretch.after);
  const ends = end === null ? list.rows.length : rowsTo(list, end);
  const ids = new Set(items.map((row) => row.id));
  const others = (rows: readonly InboxRow[]) => rows.filter((row) => !ids.has(row.id));
  const rows = [...others(list.rows.slice(0, begins)), ...items, ...others(list.rows.slice(Math.max(begins, ends)))];
  const read: Stretch = { ...stretch, state: 'fresh' };
  return { sort, rows, stretches: [...stretches.slice(0, from), read, ...below(list, from, { end, nextCursor })] };
}

/** The stretches below a page that ends at a place: those that begin below it, and a rest of the one it ends in. */
function below(
  { stretches, sort }: Listed,
  from: number,
  { end, nextCursor }: { end: Place | null; nextCursor: string | null },
): readonly Stretch[] {
  if (end === null) return [];
  const after = stretches.slice(from + 1);
  const kept = after.filter((one) => one.after !== null && comparePlaces(one.after, end, sort) >= 0);
  const [next] = kept;
  if (next?.after && comparePlaces(next.after, end, sort) === 0) return kept;
  const cut = after[after.length - kept.length - 1] ?? (stretches[from] as Stretch);
  return [{ after: end, cursor: nextCursor, state: cut.state }, ...kept];
}

/** Puts one row where it belongs now. What lies below all that was read is left to its page. */
export function putRow(list: Listed, row: InboxRow): Listed {
  const without = dropRow(list, row.id);
  const place = placeOf(row, list.sort);
  const last = without.stretches.at(-1);
  if (last?.state === 'absent' && (last.after === null || comparePlaces(place, last.after, list.sort) > 0)) return without;
  const index = rowsTo(without, place);
  return { ...without, rows: without.rows.toSpliced(index, 0, row) };
}

export function dropRow(list: Listed, id: string): Listed {
  const index = list.rows.findIndex((row) => row.id === id);
  return index < 0 ? list : { ...list, rows: list.rows.toSpliced(index, 1) };
}

/** Something was missed: each stretch is read again when it comes into sight. */
export function makeStale(list: Listed): Listed {
  return {
    ...list,
    stretches: list.stretches.map((one): Stretch => (one.state === 'fresh' ? { ...one, state: 'stale' } : one)),
  };
}

/** The first stretch among these rows that has to be read; undefined: none. */
export function stretchToRead(list: Listed, first: number, last: number): Stretch | undefined {
  const { stretches } = list;
  return stretches.find((one, index) => {
    if (one.state === 'fresh') return false;
    const next = stretches[index + 1];
    const begins = rowsTo(list, one.after);
    const ends = next?.after ? rowsTo(list, next.after) : null;
    // One that holds no rows any more is in sight where it would stand: somebody may have come into it.
    return begins <= last && (ends === null || ends > first || (ends === begins && begins >= first));
  });
}
