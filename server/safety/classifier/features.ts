import type { Message, Span } from '../reading/message.ts';
import type { RuleBook } from '../rulebook/book.ts';

/** Nobody says more in a sentence; keeps a letter without a full stop from costing anything. */
const mostWords = 60;
/** Pairs grow with the square; a sentence of people has a dozen lists in it. */
const mostNames = 24;
const piece = { shortest: 3, longest: 5, longestWord: 24 } as const;

/** Pieces are many and say little each; words and lists say more. */
export const pieceWeight = 0.4;

/**
 * What the classifier looks at in some words of a message: which word lists of the rules stand there, and which two together ("LIFE",
 * "LIFE TIRED"), which have the same names in all languages, so that what is learnt of one helps the others; the words, pairs of
 * neighbours and pairs with one word between; and pieces of words, which survive slips and spellings nobody agreed on. Each once.
 */
export function partsOf(message: Message, span: Span, book: RuleBook): Set<string> {
  const short = { from: span.from, to: Math.min(span.to, span.from + mostWords) };
  const parts = new Set<string>();
  for (const name of namesIn(message, short, book)) parts.add(`k${name}`);
  const words = message.words.slice(short.from, short.to).map(({ form }) => form);
  const row = ['^', ...words, '$'];
  for (const [at, word] of row.entries()) {
    if (at + 1 < row.length) parts.add(`2${word} ${row[at + 1]}`);
    if (at + 2 < row.length) parts.add(`3${word} ${row[at + 2]}`);
  }
  for (const word of words) {
    parts.add(`1${word}`);
    addPieces(parts, word);
  }
  return parts;
}

function namesIn(message: Message, { from, to }: Span, book: RuleBook): string[] {
  const sorted = [...listsIn(message, { from, to }, book)].sort().slice(0, mostNames);
  return [...sorted, ...sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => `${one} ${other}`))];
}

/** The names of the word lists that stand in these words. */
export function listsIn(message: Message, { from, to }: Span, book: RuleBook): Set<string> {
  const names = new Set<string>();
  for (let at = from; at < to; at += 1) {
    for (const { concept } of message.at(at)) {
      const name = book.names.get(concept);
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

function addPieces(parts: Set<string>, word: string): void {
  const padded = `<${word.slice(0, piece.longestWord)}>`;
  for (let length = piece.shortest; length <= piece.longest; length += 1) {
    for (let start = 0; start + length <= padded.length; start += 1) parts.add(`c${padded.slice(start, start + length)}`);
  }
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
