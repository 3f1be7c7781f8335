import { z } from 'zod';
import { Refusal } from './errors.ts';

/** Paging by opaque cursor: `limit` at most 200, and a cursor that says where the next page begins. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many to return, at most 200.'),
  cursor: z.string().max(500).optional().describe('From the previous page; opaque.'),
});
export type PageQuery = z.infer<typeof PageQuery>;

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable().describe('Pass it on to get the next page; null: this is the last.') });
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
  throw new Refusal('bad_request', 'The cursor is not one of ours; begin again without it.', { details: { field: 'cursor' } });
}

/** Cuts one row too many off and makes the cursor of the last one kept. */
export function toPage<Row, Item>(rows: readonly Row[], limit: number, make: { item: (row: Row) => Item; key: (row: Row) => string[] }) {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept.map(make.item), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(make.key(last)) : null };
}
