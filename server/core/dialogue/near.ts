/** A slip in a word is forgiven from this length on, and two from the second: shorter words are too often other words. */
const oneSlipFrom = 5;
const twoSlipsFrom = 9;

/** Whether two words are the same but for a slip of the finger: a letter missing, added, wrong, or two swapped. */
export function near(one: string, other: string): boolean {
  if (one === other) return true;
  if (swapped(one, other)) return true;
  const shorter = Math.min(one.length, other.length);
  const allowed = shorter >= twoSlipsFrom ? 2 : shorter >= oneSlipFrom ? 1 : 0;
  return Math.abs(one.length - other.length) <= allowed && distance(one, other) <= allowed;
}

/** Two neighbours in the other order, not at the beginning: forgiven in short words too, it makes nearly never another word. */
export function swapped(one: string, other: string): boolean {
  if (one.length < 4 || one.length !== other.length || one[0] !== other[0]) return false;
  let at = 1;
  while (at < one.length && one[at] === other[at]) at += 1;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

/** Damerau–Levenshtein (optimal string alignment): the least number of such slips between two words. */
export function distance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const changed = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(at(current, column - 1) + 1, at(last, column) + 1, at(last, column - 1) + changed);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, at(beforeLast, column - 2) + 1);
      }
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
