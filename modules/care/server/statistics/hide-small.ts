/** So many people at least stand behind every figure that is shown. */
export const fewest = 5;

/** A figure, and how many people it is about. */
export interface Cell {
  readonly count: number;
  readonly people: number;
}

/**
 * The figures of a whole and of its parts, where those about fewer than five people are hidden: null. Nor can they be worked out: where something
 * is hidden at least two parts are, of five people together, so that what is missing from the whole tells of nobody. Nothing at all is told as such.
 */
export function hideSmall<Name extends string>(
  whole: Cell,
  parts: Readonly<Record<Name, Cell>>,
): { whole: number | null; parts: Readonly<Record<Name, number | null>> } {
  const names = Object.keys(parts) as Name[];
  const every = (value: (name: Name) => number | null) =>
    Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, number | null>;
  if (whole.people === 0) return { whole: 0, parts: every(() => 0) };
  if (whole.people < fewest) return { whole: null, parts: every(() => null) };
  const small = names.filter((name) => parts[name].people > 0 && parts[name].people < fewest);
  const others = names.filter((name) => parts[name].people >= fewest).sort((a, b) => parts[a].people - parts[b].people);
  const hidden = new Set(small);
  const isSafe = () => hidden.size >= 2 && [...hidden].reduce((sum, name) => sum + parts[name].people, 0) >= fewest;
  while (hidden.size > 0 && !isSafe()) {
    const next = others.shift();
    // Nothing is left to hide it behind: the whole is hidden too.
    if (next === undefined) return { whole: null, parts: every((name) => (hidden.has(name) ? null : parts[name].count)) };
    hidden.add(next);
  }
  return { whole: whole.count, parts: every((name) => (hidden.has(name) ? null : parts[name].count)) };
}
