import { normalise, wordsOf } from '#core/dialogue/text.ts';

/** What is looked at in a text: parts of three kinds, named so that no two kinds share a name. */
export interface Features {
  /** Words, pairs of neighbours, and pairs with one word between: they carry the meaning. */
  readonly words: readonly string[];
  /** Two words of one sentence, wherever they stand: word order is not the same for everybody. */
  readonly pairs: readonly string[];
  /** Pieces of words, two to five letters: they survive typing errors, endings, and spellings nobody agreed on. */
  readonly letters: readonly string[];
}

/** Nobody asks a question in more; keeps a 65,000-character letter from costing anything. */
const longestText = 2_000;
const mostWords = 100;
/** Our own: a "word" of 200 letters is a slip of the keyboard or an attack. */
const longestWord = 40;
/** Of longer texts the first: pairs grow with the square. */
const mostPaired = 30;
const piece = { shortest: 2, longest: 5 } as const;

/** The parts of a text in any script, Unicode-normalised. Knows no language. */
export function featuresOf(text: string): Features {
  const words = wordsOf(normalise(text.slice(0, longestText)))
    .slice(0, mostWords)
    .map((word) => word.slice(0, longestWord));
  return { words: groups(words), pairs: pairs(words), letters: words.flatMap((word) => [...pieces(word), ...jumbled(word)]) };
}

/** "^" and "$" stand for the ends: "^ can" says that a question begins with it. */
function groups(words: readonly string[]): string[] {
  const found = words.map((word) => `1 ${word}`);
  const row = ['^', ...words, '$'];
  for (let start = 0; start + 1 < row.length; start += 1) found.push(`2 ${row[start]} ${row[start + 1]}`);
  for (let start = 0; start + 2 < row.length; start += 1) found.push(`3 ${row[start]} ${row[start + 2]}`);
  return found;
}

function pairs(words: readonly string[]): string[] {
  const row = [...new Set(words)].slice(0, mostPaired).sort();
  return row.flatMap((one, at) => row.slice(at + 1).map((other) => `4 ${one} ${other}`));
}

/** Padded, because beginnings and endings of words say more than their middles. */
function pieces(word: string): string[] {
  const padded = ` ${word} `;
  const found: string[] = [];
  for (let length = piece.shortest; length <= Math.min(piece.longest, padded.length); length += 1) {
    for (let start = 0; start + length <= padded.length; start += 1) found.push(`c${padded.slice(start, start + length)}`);
  }
  return found;
}

/** The same for "price" and "pirce": swapped letters are the commonest slip, and leave a short word with no piece in common. */
function jumbled(word: string): string[] {
  const [first, ...rest] = word;
  return rest.length < 3 ? [] : [`j${first}${rest.sort().join('')}`];
}
