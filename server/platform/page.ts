import { z } from 'zod';
import { Refusal } from './errors.ts';

/** Paging by opaque cursor: `limit` at most 200, and a cursor that says where the next page begins. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many to return, at most 200.'),
  cursor: z.string().max(500).optional().describe('From the previous page; opaque.'),
});
export type PageQuery = z.infer<typeof PageQuery>;

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Pass it on to get the next page; null: this is the last.'),
  });
}

/** Where the next page begins, as the sort key of the last item shown. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Throws a refusal naming the field when the cursor was not made by us. */
export function decodeCursor(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string')) return key;
  } catch {
    // Told below, in the same words as a cursor of the wrong form.
  }
  throw wrongCursor();
}

/** For a list whose cursor has the right form and wrong values. */
export function wrongCursor(): Refusal {
  return new Refusal('bad_request', 'The cursor is not one of ours; begin again without it.', { details: { field: 'cursor' } });
}

/** The id a page of a list ordered by id goes on from; null: begin. */
export function decodeIdCursor(cursor: string | undefined): string | null {
  const id = decodeCursor(cursor, 1)?.[0] ?? null;
  if (id !== null && !z.uuid().safeParse(id).success) throw wrongCursor();
  return id;
}

/** The sort key of a list ordered by a time and an id. */
export function timeCursor(at: Date | null, id: string): string[] {
  return [at?.toISOString() ?? '', id];
}

/** Where a page of such a list goes on; null: begin. */
export function decodeTimeCursor(cursor: string | undefined): { at: Date | null; id: string } | null {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  if (at === undefined || id === undefined) return null;
  // Four digits: PostgreSQL knows no year 0, and none of our rows is older than the program.
  const isTime = at === '' || (/^[12]\d{3}-/.test(at) && z.iso.datetime().safeParse(at).success);
  if (!z.uuid().safeParse(id).success || !isTime) throw wrongCursor();
  return { at: at === '' ? null : new Date(at), id };
}

/** Cuts one row too many off and makes the cursor of the last one kept. */
export function toPage<Row, Item>(rows: readonly Row[], limit: number, make: { item: (row: Row) => Item; key: (row: Row) => string[] }) {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept.map(make.item), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(make.key(last)) : null };
}
