import { type Parts, partWeight } from './features.ts';
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

/** What was learnt, as it is stored: sorted hashes of parts, and for each border a whole number for each of them. */
export interface Stored {
  readonly hashes: string;
  readonly borders: Readonly<Record<Border, { readonly weights: string; readonly scale: number; readonly start: number }>>;
}

export interface Weights {
  /** By hash, the place of a part among the weights. */
  readonly places: HashIndex;
  readonly borders: Readonly<Record<Border, { readonly weights: Int8Array; readonly scale: number; readonly start: number }>>;
}

let own: Weights | null = null;

/** The weights that `npm run generate` made of the development texts. Read at the first message, so that a start does not wait for it. */
export function ownWeights(): Weights {
  own ??= readWeights(learnt);
  return own;
}

export function readWeights({ hashes, borders: stored }: Stored): Weights {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));
  const border = ({ weights, ...rest }: Stored['borders'][Border]) => ({ ...rest, weights: new Int8Array(bytes(weights).buffer) });
  return { places: createHashIndex(new Uint32Array(bytes(hashes).buffer)), borders: perBorder((name) => border(stored[name])) };
}

const gates = ['crisis', 'risk'] as const;
const kinds = ['other', 'suicidal', 'medical', 'violence'] as const;

/** How much some words are like those of people in danger; how many they are counts neither way. */
export const sidesOf = (parts: Parts, weights = ownWeights()) => measure(parts, gates, weights);

/** Of words that are: what they are about, and whether somebody else is meant. */
export const kindsOf = (parts: Parts, weights = ownWeights()) => measure(parts, kinds, weights);

function measure<Name extends Border>({ whole, pieces }: Parts, names: readonly Name[], weights: Weights): Record<Name, number> {
  const known = { whole: placesOf(whole, weights), pieces: placesOf(pieces, weights) };
  const length = Math.sqrt(whole.size * partWeight.whole ** 2 + pieces.size * partWeight.piece ** 2) || 1;
  const side = (name: Name) => {
    const { weights: column, start, scale } = weights.borders[name];
    const sum = partWeight.whole * sumAt(column, known.whole) + partWeight.piece * sumAt(column, known.pieces);
    return start + (scale * sum) / length;
  };
  return Object.fromEntries(names.map((name) => [name, side(name)])) as Record<Name, number>;
}

/** Of the parts that were learnt. */
function placesOf(parts: ReadonlySet<number>, { places }: Weights): number[] {
  const found: number[] = [];
  for (const part of parts) {
    const at = places.find(part);
    if (at >= 0) found.push(at);
  }
  return found;
}

function sumAt(column: Int8Array, places: readonly number[]): number {
  let sum = 0;
  for (const at of places) sum += column[at] as number;
  return sum;
}
