import type { Direction, Mood } from '../../contract.ts';

/** With fewer than that nothing is said of a direction. */
const fewest = 4;

/**
 * Where the mood went: the later half against the earlier one, by their medians. What people said of themselves counts alone where there is
 * enough of it; the two are never put into one figure.
 */
export function directionOf(moods: readonly Mood[]): Direction | null {
  const said = moods.flatMap(({ source, score }) => (source === 'self' && score !== null ? [score] : []));
  if (said.length >= fewest) return compare(said, 1);
  const read = moods.flatMap(({ source, valence }) => (source === 'inferred' && valence !== null ? [valence] : []));
  return read.length >= fewest ? compare(read, 0.25) : null;
}

/** `least`: a change by less than that is none. */
function compare(values: readonly number[], least: number): Direction {
  const middle = Math.floor(values.length / 2);
  const change = median(values.slice(-middle)) - median(values.slice(0, middle));
  if (Math.abs(change) < least) return 'same';
  return change > 0 ? 'better' : 'worse';
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? 0;
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
}
