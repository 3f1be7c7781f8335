import { remembering } from '#platform/remember.ts';
import type { Message, Span } from '../reading/message.ts';
import type { RuleBook } from '../rulebook/book.ts';
import { emptyHash, endHash, type Hash, hashMore } from './hash.ts';

/** Nobody says more in a sentence; keeps a letter without a full stop from costing anything. */
const mostWords = 60;
/** Pairs grow with the square; a sentence of people has a dozen lists in it. */
const mostNames = 24;
const piece = { shortest: 3, longest: 5, longestWord: 24 } as const;

/** What the classifier looks at in some words of a message, by hash, each once. */
export interface Parts {
  /** Which word lists of the rules stand there, and what is made of them and of whole words. */
  readonly whole: ReadonlySet<number>;
  /** Pieces of words: they are many and say little each. */
  readonly pieces: ReadonlySet<number>;
  /** The names of the lists. */
  readonly lists: ReadonlySet<string>;
}

/** What one of them counts. */
export const partWeight = { whole: 1, piece: 0.4 } as const;

// What begins a part says of what kind it is, so that none is taken for one of another kind.
const [ofList, ofWord, ofPair, ofPairAround, ofPiece] = ['k', '1', '2', '3', 'c'].map((kind) => hashMore(emptyHash, kind)) as [
  Hash,
  Hash,
  Hash,
  Hash,
  Hash,
];

/** What the parts of a message need to know of a word, whatever stands around it. */
interface WordHashes {
  readonly word: number;
  /** To be gone on with by the word behind, and by the one behind that. */
  readonly pair: Hash;
  readonly pairAround: Hash;
  readonly pieces: Uint32Array;
}

/** Most of a message is words that are said all day. */
const hashesOf = remembering(4_000, (word): WordHashes => {
  const spaced = `${word} `;
  return {
    word: endHash(hashMore(ofWord, word)),
    pair: hashMore(ofPair, spaced),
    pairAround: hashMore(ofPairAround, spaced),
    pieces: Uint32Array.from(piecesOf(word)),
  };
});

/**
 * Which word lists of the rules stand in some words, and which two together ("LIFE", "LIFE TIRED"), which have the same names in all
 * languages, so that what is learnt of one helps the others; the words, pairs of neighbours and pairs with one word between; and pieces of
 * words, which survive slips and spellings nobody agreed on.
 */
export function partsOf(message: Message, span: Span, book: RuleBook): Parts {
  const to = Math.min(span.to, span.from + mostWords);
  const lists = listsIn(message, span.from, to, book);
  const whole = new Set<number>();
  const pieces = new Set<number>();
  addLists(whole, lists);
  const formAt = (at: number) => (at < span.from ? '^' : at < to ? (message.words[at]?.form as string) : '$');
  for (let at = span.from - 1; at < to; at += 1) {
    const { word, pair, pairAround, pieces: own } = hashesOf(formAt(at));
    whole.add(endHash(hashMore(pair, formAt(at + 1))));
    if (at + 1 < to) whole.add(endHash(hashMore(pairAround, formAt(at + 2))));
    if (at < span.from || whole.has(word)) continue;
    whole.add(word);
    for (const hash of own) pieces.add(hash);
  }
  return { whole, pieces, lists };
}

function addLists(whole: Set<number>, lists: ReadonlySet<string>): void {
  const names = [...lists].sort().slice(0, mostNames);
  for (const [at, name] of names.entries()) {
    const hash = hashMore(ofList, name);
    whole.add(endHash(hash));
    const before = hashMore(hash, ' ');
    for (let other = at + 1; other < names.length; other += 1) whole.add(endHash(hashMore(before, names[other] as string)));
  }
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

function piecesOf(word: string): number[] {
  const padded = `<${word.slice(0, piece.longestWord)}>`;
  const hashes: number[] = [];
  for (let length = piece.shortest; length <= piece.longest; length += 1) {
    for (let start = 0; start + length <= padded.length; start += 1) {
      hashes.push(endHash(hashMore(ofPiece, padded.slice(start, start + length))));
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
