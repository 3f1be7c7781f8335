import type { Features } from './features.ts';

/** The parts that the examples have, each with a number and with what it counts. */
export interface Vocabulary {
  readonly numbers: ReadonlyMap<string, number>;
  /** By number: rare parts count more. */
  readonly weights: Float32Array;
  /** Of a part no example has. It lengthens the vector without pointing anywhere, so strange texts come near nothing. */
  readonly unknown: number;
}

/** A text as numbers of parts and their values; of length 1, were all its parts known. */
export interface Vector {
  readonly numbers: Int32Array;
  readonly values: Float32Array;
}

export function learnVocabulary(texts: readonly Features[]): Vocabulary {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const seen = new Set<string>();
  const add = (part: string, first: number) => {
    const number = numbers.get(part) ?? numbers.size;
    numbers.set(part, number);
    counts[number] = number < counts.length ? (counts[number] as number) + 1 : first;
  };
  for (const text of texts) {
    for (const part of new Set([...text.words, ...text.letters])) add(part, 1);
    // Most pairs stand in one text only, say nothing, and would be half of the vocabulary: they are taken in with the second.
    for (const pair of text.pairs) {
      if (seen.has(pair)) add(pair, 2);
      else seen.add(pair);
    }
  }
  return { numbers, weights: Float32Array.from(counts, (count) => rarity(count, texts.length)), unknown: rarity(0, texts.length) / 2 };
}

/** The square root of the inverse document frequency: the whole of it made rare parts too loud on every set we tried. */
function rarity(count: number, texts: number): number {
  return Math.sqrt(1 + Math.log((1 + texts) / (1 + count)));
}

/** How much words count beside letters. Each kind is brought to its own length first, or long words would drown short ones. */
const share = { words: 0.7, letters: 1 } as const;
const whole = Math.hypot(share.words, share.letters);

/** Many vectors one after the other, as training reads them. */
export interface Rows extends Vector {
  /** Where each begins; one more for where the last ends. */
  readonly starts: Int32Array;
}

export function rowsOf(vocabulary: Vocabulary, texts: readonly Features[]): Rows {
  const vectors = texts.map((text) => vectorOf(vocabulary, text));
  const starts = new Int32Array(vectors.length + 1);
  for (const [at, vector] of vectors.entries()) starts[at + 1] = (starts[at] as number) + vector.numbers.length;
  const rows = {
    starts,
    numbers: new Int32Array(starts[vectors.length] as number),
    values: new Float32Array(starts[vectors.length] as number),
  };
  for (const [at, vector] of vectors.entries()) {
    rows.numbers.set(vector.numbers, starts[at]);
    rows.values.set(vector.values, starts[at]);
  }
  return rows;
}

export function vectorOf(vocabulary: Vocabulary, features: Features): Vector {
  // A pair that no example has is nothing strange, as a word that none has would be.
  const pairs = features.pairs.filter((pair) => vocabulary.numbers.has(pair));
  const words = weigh(vocabulary, [...features.words, ...pairs], share.words / whole);
  const letters = weigh(vocabulary, features.letters, share.letters / whole);
  return {
    numbers: Int32Array.from([...words.keys(), ...letters.keys()]),
    values: Float32Array.from([...words.values(), ...letters.values()]),
  };
}

function weigh(vocabulary: Vocabulary, parts: readonly string[], length: number): Map<number, number> {
  const known = new Map<number, number>();
  let squares = 0;
  for (const part of parts) {
    const number = vocabulary.numbers.get(part);
    if (number === undefined) squares += vocabulary.unknown ** 2;
    else known.set(number, (known.get(number) ?? 0) + 1);
  }
  for (const [number, count] of known) {
    // The second "card" in a sentence says less than the first.
    const value = (1 + Math.log(count)) * (vocabulary.weights[number] as number);
    squares += value ** 2;
    known.set(number, value);
  }
  const scale = length / (Math.sqrt(squares) || 1);
  for (const [number, value] of known) known.set(number, value * scale);
  return known;
}
