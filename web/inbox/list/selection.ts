/** Which rows were chosen to do something with together. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The one that was chosen last: a range begins at it. */
  readonly from: string | null;
}

export const nothing: Selection = { ids: new Set(), from: null };

/** Chooses a row, or lets go of it. */
export function pickOne({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  const gone = next.delete(id);
  if (!gone) next.add(id);
  return { ids: next, from: gone ? null : id };
}

/** Chooses all from the last chosen to this one. */
export function pickTo(selection: Selection, order: readonly string[], id: string): Selection {
  const from = selection.from === null ? -1 : order.indexOf(selection.from);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return { ids: new Set([...selection.ids, id]), from: id };
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), from: id };
}
