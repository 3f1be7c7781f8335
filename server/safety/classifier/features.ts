import { remembering } from '#platform/remember.ts';
import type { Told } from '../lexicon/concepts-in.ts';
import type { Message, Span } from '../reading/message.ts';
import type { RuleBook } from '../rulebook/book.ts';
import { createCollector, emptyHash, endHash, type Hash, type HashCollector, hashLetter, hashMore, hashNumber } from './hash.ts';

/** Nobody says more in a sentence; keeps a letter without a full stop from costing anything. */
const mostWords = 60;
/** Pairs grow with the square; a sentence of people has a dozen lists in it. */
const mostNames = 24;
/** More of them stand in a sentence, and each pair costs time. */
const mostConcepts = 16;
const piece = { shortest: 3, longest: 5, longestWord: 24 } as const;

/** What the classifier looks at in some words of a message, by hash, each once. */
export interface Parts {
  /** Whole words, neighbours among them, and concepts that are neighbours. */
  readonly whole: Uint32Array;
  /** Which word lists of the rules stand there, and which two lists or concepts together. */
  readonly pairs: readonly number[];
  /** The concepts of the lexicon: few, and the same in all languages. */
  readonly concepts: readonly number[];
  /** The words, each once, for their pieces: these are many and say little each, so that what a word's come to is remembered. */
  readonly words: readonly WordParts[];
  /** Pieces of a word that one before it has too: they count once. */
  readonly repeated: readonly number[];
  /** The names of the lists, and the numbers of the concepts. */
  readonly lists: ReadonlySet<string>;
  readonly told: ReadonlySet<number>;
}

// One sentence after another is gathered here.
const wholes = createCollector(2_048);
const allPieces = createCollector(4_096);

/** What one of them counts. */
export const partWeight = { whole: 1, concept: 2, piece: 0.6 } as const;

// What begins a part says of what kind it is, so that none is taken for one of another kind.
const [ofList, ofWord, ofPair, ofPairAround, ofPiece, ofConcept, ofConcepts, ofNeighbours] = [...'k123clmn'].map((kind) =>
  hashMore(emptyHash, kind),
) as [Hash, Hash, Hash, Hash, Hash, Hash, Hash, Hash];

/** What the parts of a message need to know of a word, whatever stands around it. */
export interface WordParts {
  readonly word: number;
  /** To be gone on with by the word behind, and by the one behind that. */
  readonly pair: Hash;
  readonly pairAround: Hash;
  /** Each once. They survive slips and spellings nobody agreed on. */
  readonly pieces: Uint32Array;
}

/** Most of a message is words that are said all day. */
const hashesOf = remembering(4_000, (word): WordParts => {
  const spaced = `${word} `;
  return {
    word: endHash(hashMore(ofWord, word)),
    pair: hashMore(ofPair, spaced),
    pairAround: hashMore(ofPairAround, spaced),
    pieces: Uint32Array.from(new Set(piecesOf(word))),
  };
});

/**
 * Which word lists of the rules and concepts of the lexicon stand in some words, and which two together ("LIFE", "LIFE TIRED"), which have the
 * same names in all languages, so that what is learnt of one helps the others; the words, pairs of neighbours and pairs with one word between;
 * and pieces of words, which survive slips and spellings nobody agreed on.
 */
export function partsOf(message: Message, span: Span, book: RuleBook, told: readonly (readonly Told[])[]): Parts {
  const to = Math.min(span.to, span.from + mostWords);
  const lists = listsIn(message, span.from, to, book);
  const pairs: number[] = [];
  const words: WordParts[] = [];
  const repeated: number[] = [];
  addLists(pairs, lists);
  const formAt = (at: number) => (at < span.from ? '^' : at < to ? (message.words[at]?.form as string) : '$');
  for (let at = span.from - 1; at < to; at += 1) {
    const parts = hashesOf(formAt(at));
    const { word, pair, pairAround } = parts;
    wholes.add(endHash(hashMore(pair, formAt(at + 1))));
    if (at + 1 < to) wholes.add(endHash(hashMore(pairAround, formAt(at + 2))));
    if (at < span.from || !wholes.add(word)) continue;
    words.push(parts);
    const { pieces } = parts;
    for (let n = 0; n < pieces.length; n += 1) if (!allPieces.add(pieces[n] as number)) repeated.push(pieces[n] as number);
  }
  const own = told.slice(span.from, to).flatMap((begun) => begun.filter((one) => one.to <= to));
  const concepts = addConcepts(wholes, pairs, own);
  allPieces.clear();
  return { whole: wholes.take(), pairs, words, repeated, lists, ...concepts };
}

/** The pieces themselves, each once. */
export const piecesIn = ({ words }: Pick<Parts, 'words'>): Set<number> => new Set(words.flatMap(({ pieces }) => [...pieces]));

function addLists(pairs: number[], lists: ReadonlySet<string>): void {
  const names = [...lists].sort().slice(0, mostNames);
  for (const [at, name] of names.entries()) {
    const hash = hashMore(ofList, name);
    pairs.push(endHash(hash));
    const before = hashMore(hash, ' ');
    for (let other = at + 1; other < names.length; other += 1) pairs.push(endHash(hashMore(before, names[other] as string)));
  }
}

/** Which two stand there, and which behind one another, with a word between at most. */
function addConcepts(whole: HashCollector, pairs: number[], own: readonly Told[]): Pick<Parts, 'concepts' | 'told'> {
  const told = new Set(own.map(({ concept }) => concept));
  const numbers = [...told].sort((one, other) => one - other);
  const concepts = numbers.map((one) => endHash(hashNumber(ofConcept, one)));
  const few = numbers.slice(0, mostConcepts);
  for (const [at, one] of few.entries()) {
    const hash = hashNumber(ofConcepts, one);
    for (let other = at + 1; other < few.length; other += 1) pairs.push(endHash(hashNumber(hash, few[other] as number)));
  }
  for (const [at, { concept, to }] of own.entries()) {
    const hash = hashNumber(ofNeighbours, concept);
    for (let next = at + 1; next < own.length; next += 1) {
      const behind = own[next] as Told;
      if (behind.from > to + 1) break;
      if (behind.from >= to) whole.add(endHash(hashNumber(hash, behind.concept)));
    }
  }
  return { concepts, told };
}

/** The names of the word lists that stand in these words. */
function listsIn(message: Message, from: number, to: number, book: RuleBook): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = from; at < to; at += 1) {
    for (const { concept } of message.at(at)) {
      const name = book.names.get(concept);
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

/** Each is a letter longer than the one before. */
function piecesOf(word: string): number[] {
  const padded = `<${word.slice(0, piece.longestWord)}>`;
  const hashes: number[] = [];
  for (let start = 0; start + piece.shortest <= padded.length; start += 1) {
    let hash = ofPiece;
    for (let at = start; at < padded.length && at < start + piece.longest; at += 1) {
      hash = hashLetter(hash, padded.charCodeAt(at));
      if (at - start + 1 >= piece.shortest) hashes.push(endHash(hash));
    }
  }
  return hashes;
}

/** Words of one sentence, or of a long one that is cut, and of two such together; the whole too. */
const [longestPiece, step, short] = [20, 14, 22] as const;

/**
 * In which words the classifier looks: what matters is often one sentence of a long message, and may be said in two. The whole first; the
 * number grows with the length.
 */
export function windowsOf(message: Message): Span[] {
  const { words } = message;
  const whole = { from: 0, to: words.length };
  if (words.length <= short) return words.length === 0 ? [] : [whole];
  const pieces: Span[] = [];
  let from = 0;
  for (let to = 1; to <= words.length; to += 1) {
    if (to < words.length && (words[to]?.breakBefore ?? 0) < 2) continue;
    for (let start = from; start < to; start += step) pieces.push({ from: start, to: Math.min(to, start + longestPiece) });
    from = to;
  }
  return [whole, ...pieces.flatMap((one, at) => [one, ...(pieces[at + 1] ? [{ from: one.from, to: (pieces[at + 1] as Span).to }] : [])])];
}
