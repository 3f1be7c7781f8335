import { near } from '#core/dialogue/near.ts';

/** The words of all lines, found by the pieces they share with a word that was asked. */
export interface WordIndex {
  readonly words: ReadonlySet<string>;
  /** Words that only ever match themselves. */
  readonly exact: (word: string) => boolean;
  readonly trigrams: ReadonlyMap<string, ReadonlySet<string>>;
  readonly byTrigram: ReadonlyMap<string, readonly string[]>;
}

/** Of each asked word: the words of lines that are like it, and how much. */
export type Likenesses = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function indexWords(words: readonly string[], exact: (word: string) => boolean): WordIndex {
  const trigrams = new Map(words.filter((word) => !exact(word)).map((word) => [word, trigramsOf(word)]));
  const byTrigram = new Map<string, string[]>();
  for (const [word, parts] of trigrams) {
    for (const part of parts) byTrigram.set(part, [...(byTrigram.get(part) ?? []), word]);
  }
  return { words: new Set(words), exact, trigrams, byTrigram };
}

/** How alike each asked word is to the words of the lines; worked out once a question, not once a line. */
export function likenesses(index: WordIndex, asked: readonly string[]): Likenesses {
  return new Map(asked.map((word) => [word, likeWords(index, word)]));
}

function likeWords(index: WordIndex, word: string): Map<string, number> {
  const found = new Map<string, number>();
  if (index.words.has(word)) found.set(word, 1);
  if (index.exact(word)) return found;
  const own = trigramsOf(word);
  // A word that shares no piece, not even the first letter, is no slip of this one.
  const candidates = new Set([...own].flatMap((part) => index.byTrigram.get(part) ?? []));
  for (const other of candidates) {
    const likeness = other === word ? 1 : likenessOf(word, other, shared(own, index.trigrams.get(other) ?? new Set()));
    if (likeness > 0) found.set(other, likeness);
  }
  return found;
}

function likenessOf(one: string, other: string, alike: number): number {
  if (near(one, other)) return 0.9;
  return alike >= 0.5 && one.length >= 3 && other.length >= 3 ? 0.8 * alike : 0;
}

/** Sørensen–Dice over character trigrams: sees "open" in "opening", and endings in languages we know nothing about. */
function shared(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  let both = 0;
  for (const part of first) if (second.has(part)) both += 1;
  return (2 * both) / (first.size + second.size);
}

function trigramsOf(word: string): Set<string> {
  // Padded in front only: beginnings carry the meaning, endings the grammar.
  const padded = `  ${word}`;
  return new Set(Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3)));
}
