export interface Piece {
  readonly text: string;
  readonly change: 'same' | 'gone' | 'new';
}

/** Longer texts are shown beside each other without marks: comparing them costs their product. */
const wordsMax = 1200;

/** What went and what came between two texts, word by word (the longest common subsequence). */
export function compareWords(before: string, now: string): readonly Piece[] {
  const [one, other] = [before.match(/\s+|\S+/g) ?? [], now.match(/\s+|\S+/g) ?? []];
  if (before === now) return before === '' ? [] : [piece(now, 'same')];
  if (one.length > wordsMax || other.length > wordsMax) return [piece(before, 'gone'), piece(now, 'new')];
  return join(walk(one, other));
}

function walk(one: readonly string[], other: readonly string[]): Piece[] {
  const lengths = lengthsOf(one, other);
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    const [mine, theirs] = [one[i], other[j]];
    const change = changeAt(mine, theirs, at(lengths, i + 1, j) >= at(lengths, i, j + 1));
    pieces.push(piece((change === 'new' ? theirs : mine) ?? '', change));
    if (change !== 'new') i += 1;
    if (change !== 'gone') j += 1;
  }
  return pieces;
}

function changeAt(mine: string | undefined, theirs: string | undefined, dropMine: boolean): Piece['change'] {
  if (mine === theirs) return 'same';
  if (mine === undefined) return 'new';
  return theirs === undefined || dropMine ? 'gone' : 'new';
}

const piece = (text: string, change: Piece['change']): Piece => ({ text, change });
const at = (table: readonly Uint16Array[], row: number, column: number) => table[row]?.[column] ?? 0;

/** How much the rests of both have in common, from each word on. */
function lengthsOf(one: readonly string[], other: readonly string[]): readonly Uint16Array[] {
  const table = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      (table[i] as Uint16Array)[j] = one[i] === other[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const one of pieces) {
    const last = joined.at(-1);
    if (last?.change === one.change) joined[joined.length - 1] = piece(last.text + one.text, one.change);
    else joined.push(one);
  }
  return joined;
}
