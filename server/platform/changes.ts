import { isDeepStrictEqual } from 'node:util';

/**
 * The part of a patch that would change the row; null when it would change nothing. Then nothing is written, so that "changed
 * at" says when something really changed. What is undefined stays.
 */
export function changesOf<Patch extends object>(row: object, patch: Patch): Partial<Patch> | null {
  const before = row as Readonly<Record<string, unknown>>;
  const changed = Object.entries(patch).filter(([name, value]) => value !== undefined && !isDeepStrictEqual(before[name] ?? null, value));
  return changed.length === 0 ? null : (Object.fromEntries(changed) as Partial<Patch>);
}
