import { pieceWeight } from './features.ts';
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
  readonly places: ReadonlyMap<number, number>;
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
  const places = new Map(Array.from(new Uint32Array(bytes(hashes).buffer), (hash, at) => [hash, at] as const));
  return { places, borders: perBorder((name) => border(stored[name])) };
}

/** FNV-1a with its bits mixed once more: the same on every machine. */
export function hashOf(part: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < part.length; at += 1) hash = Math.imul(hash ^ part.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

const letterC = 'c'.charCodeAt(0);
export const weightOf = (part: string): number => (part.charCodeAt(0) === letterC ? pieceWeight : 1);

const gates = ['crisis', 'risk'] as const;
const kinds = ['other', 'suicidal', 'medical', 'violence'] as const;

/** How much some words are like those of people in danger; how many they are counts neither way. */
export const sidesOf = (parts: ReadonlySet<string>, weights = ownWeights()) => measure(parts, gates, weights);

/** Of words that are: what they are about, and whether somebody else is meant. */
export const kindsOf = (parts: ReadonlySet<string>, weights = ownWeights()) => measure(parts, kinds, weights);

function measure<Name extends Border>(
  parts: ReadonlySet<string>,
  names: readonly Name[],
  { places, borders: all }: Weights,
): Record<Name, number> {
  const columns = names.map((name) => all[name].weights);
  const sums = new Float64Array(names.length);
  let square = 0;
  for (const part of parts) {
    const value = weightOf(part);
    square += value * value;
    const at = places.get(hashOf(part));
    if (at === undefined) continue;
    for (let column = 0; column < columns.length; column += 1) {
      sums[column] = (sums[column] as number) + value * ((columns[column] as Int8Array)[at] as number);
    }
  }
  const length = Math.sqrt(square || 1);
  const side = (name: Name, column: number) => all[name].start + (all[name].scale * (sums[column] as number)) / length;
  return Object.fromEntries(names.map((name, column) => [name, side(name, column)])) as Record<Name, number>;
}
