import { normalise, wordsOf } from '#core/dialogue/text.ts';
import words from './words/extraction.json' with { type: 'json' };

/**
 * Likeness of texts without any model: words, their beginnings and runs of three letters, hashed into 256 numbers. It finds what was said in
 * nearly the same words, in any script; it does not know that "insomnia" is about sleep. The name and the size stand with what is stored.
 */
export const vectorModel = { name: 'lexical-1', dimensions: 256 } as const;
const { dimensions } = vectorModel;

const stop: ReadonlySet<string> = new Set(words.stop.map(normalise));
/** A word says more than its beginning, and that more than three letters of it. */
const weights = { word: 1, beginning: 0.7, letters: 0.25 } as const;
const beginningLength = 4;

/** "Bohat" and "bohut", "naukri" and "nokri" still share letters; doubled ones are written as each likes. */
const plainForm = (word: string) => word.replace(/(.)\1+/gu, '$1');

/** The words of a text that say what it is about. */
export function tellingWords(text: string): string[] {
  return wordsOf(normalise(text)).filter((word) => !stop.has(word) && (word.length > 1 || /\p{Script=Han}/u.test(word)));
}

export function vectorOf(text: string): Int8Array {
  const sums = new Float64Array(dimensions);
  for (const word of tellingWords(text)) {
    const form = plainForm(word);
    add(sums, `w ${form}`, weights.word);
    if (form.length > beginningLength) add(sums, `b ${form.slice(0, beginningLength)}`, weights.beginning);
    const framed = `_${form}_`;
    for (let at = 0; at + 3 <= framed.length; at += 1) add(sums, `l ${framed.slice(at, at + 3)}`, weights.letters);
  }
  const length = Math.hypot(...sums);
  return Int8Array.from(sums, (value) => (length === 0 ? 0 : Math.round((value / length) * 127)));
}

function add(sums: Float64Array, feature: string, weight: number): void {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = (hash ^ (hash >>> 12)) >>> 0;
  const at = hash % dimensions;
  sums[at] = (sums[at] as number) + (hash & 0x10000 ? weight : -weight);
}

/** The cosine of a vector and the one that begins at `from` in many that lie behind each other. */
export function likeness(one: Int8Array, many: Int8Array, from: number): number {
  let sum = 0;
  for (let at = 0; at < dimensions; at += 1) sum += (one[at] as number) * (many[from + at] as number);
  return sum / (127 * 127);
}
