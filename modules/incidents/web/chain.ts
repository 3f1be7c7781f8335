/** The order in which people are called, as it is changed: pure. */

export function moved(ids: readonly string[], index: number, by: 1 | -1): string[] {
  const to = index + by;
  if (to < 0 || to >= ids.length) return [...ids];
  const next = [...ids];
  const [one] = next.splice(index, 1);
  next.splice(to, 0, one as string);
  return next;
}

export const without = (ids: readonly string[], id: string): string[] => ids.filter((one) => one !== id);
