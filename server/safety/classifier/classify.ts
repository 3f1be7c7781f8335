import { type Parts, partWeight, type WordParts } from './features.ts';
import { readGaps } from './gaps.ts';
import { createHashIndex, type HashIndex } from './hash.ts';
import learnt from './weights.json' with { type: 'json' };

/**
 * What a text is held against: whether a crisis worker would want to look now, or at least soon; and, of a text of danger, whether somebody else is
 * meant, and what it is about. A text is inside where it is above 0.
 */
export const borders = ['crisis', 'risk', 'other', 'suicidal', 'medical', 'violence'] as const;
export type Border = (typeof borders)[number];

export const perBorder = <T>(make: (name: Border) => T): Record<Border, T> =>
  Object.fromEntries(borders.map((name) => [name, make(name)])) as Record<Border, T>;

/** What was learnt of some borders, as it is stored: sorted hashes of parts (`readGaps`), and for each border a whole number for each of them. */
export interface StoredTable {
  readonly hashes: string;
  readonly borders: { readonly [name in Border]?: { readonly weights: string; readonly scale: number; readonly start: number } };
}

/** What danger is about is learnt from less, and needs fewer parts. */
export interface Stored {
  readonly gates: StoredTable;
  readonly kinds: StoredTable;
}

interface Table {
  /** By hash, the place of a part among the weights. */
  readonly places: HashIndex;
  readonly borders: ReadonlyMap<Border, { readonly weights: Int8Array; readonly scale: number; readonly start: number }>;
  /** What the pieces of a word come to, by border: people say the same words all day, and each has a dozen pieces. */
  readonly ofWords: WeakMap<WordParts, Float64Array>;
}

export interface Weights {
  readonly gates: Table;
  readonly kinds: Table;
}

let own: Weights | null = null;

/** The weights that `npm run generate` made of the development texts. Read at the first message, so that a start does not wait for it. */
export function ownWeights(): Weights {
  own ??= readWeights(learnt);
  return own;
}

export const readWeights = ({ gates, kinds }: Stored): Weights => ({ gates: readTable(gates), kinds: readTable(kinds) });

function readTable({ hashes, borders: stored }: StoredTable): Table {
  const bytes = (text: string) => new Int8Array(Buffer.from(text, 'base64'));
  const named = borders.flatMap((name) => {
    const one = stored[name];
    return one ? [[name, { ...one, weights: bytes(one.weights) }] as const] : [];
  });
  return { places: createHashIndex(readGaps(hashes)), borders: new Map(named), ofWords: new WeakMap() };
}

export const gates = ['crisis', 'risk'] as const;
export const kinds = ['other', 'suicidal', 'medical', 'violence'] as const;

/** How much some words are like those of people in danger; how many they are counts neither way. */
export const sidesOf = (parts: Parts, weights = ownWeights()) => measure(parts, gates, weights.gates);

/** Of words that are: what they are about, and whether somebody else is meant. */
export const kindsOf = (parts: Parts, weights = ownWeights()) => measure(parts, kinds, weights.kinds);

function measure<Name extends Border>(parts: Parts, names: readonly Name[], table: Table): Record<Name, number> {
  const { places, borders: known, ofWords } = table;
  const { whole, pairs, concepts, words, repeated } = parts;
  const columns = names.map((name) => known.get(name)?.weights ?? missing(name));
  const sums = new Float64Array(names.length);
  const add = (to: Float64Array, hashes: ArrayLike<number>, weight: number) => {
    for (let index = 0; index < hashes.length; index += 1) {
      const at = places.find(hashes[index] as number);
      if (at < 0) continue;
      for (let column = 0; column < columns.length; column += 1) {
        to[column] = (to[column] as number) + weight * ((columns[column] as Int8Array)[at] as number);
      }
    }
  };
  const ofPiecesIn = (word: WordParts) => {
    const own = new Float64Array(names.length);
    add(own, word.pieces, 1);
    ofWords.set(word, own);
    return own;
  };
  let pieces = -repeated.length;
  add(sums, repeated, -1);
  for (const word of words) {
    const own = ofWords.get(word) ?? ofPiecesIn(word);
    for (let column = 0; column < own.length; column += 1) sums[column] = (sums[column] as number) + (own[column] as number);
    pieces += word.pieces.length;
  }
  // Whole numbers until here: in whatever order, they come to the same.
  for (let column = 0; column < sums.length; column += 1) sums[column] = (sums[column] as number) * partWeight.piece;
  add(sums, whole, partWeight.whole);
  add(sums, pairs, partWeight.whole);
  add(sums, concepts, partWeight.concept);
  const squares =
    (whole.length + pairs.length) * partWeight.whole ** 2 + concepts.length * partWeight.concept ** 2 + pieces * partWeight.piece ** 2;
  const length = Math.sqrt(squares) || 1;
  const side = (name: Name, column: number) => {
    const { start, scale } = known.get(name) ?? missing(name);
    return start + (scale * (sums[column] as number)) / length;
  };
  return Object.fromEntries(names.map((name, column) => [name, side(name, column)])) as Record<Name, number>;
}

function missing(name: Border): never {
  throw new Error(`Nothing was learnt of ${name}.`);
}
