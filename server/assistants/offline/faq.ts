import { normalise, wordsOf } from '#core/dialogue/text.ts';
import { phrases } from '#core/dialogue/words.ts';
import { near } from './near.ts';
import common from './words/common.json' with { type: 'json' };
import courtesies from './words/courtesies.json' with { type: 'json' };

export interface FaqLine {
  readonly q: string;
  readonly a: string;
}

export interface FaqIndex {
  readonly lines: readonly (FaqLine & { readonly id: string; readonly whole: string; readonly words: readonly string[] })[];
  /** How much a word says about which line is meant. */
  readonly weights: ReadonlyMap<string, number>;
  /** The weight of a word no line has: it speaks of something else, as loudly as the rarest word. */
  readonly unknown: number;
}

export interface Ranked {
  readonly line: FaqIndex['lines'][number];
  /** 0 to 1: how much of both questions is the same. */
  readonly score: number;
}

export function indexFaq(faq: readonly FaqLine[]): FaqIndex {
  const lines = faq.map((line) => {
    const whole = normalise(line.q);
    return { ...line, id: lineId(whole), whole, words: distinct(whole) };
  });
  const counts = new Map<string, number>();
  for (const word of lines.flatMap((line) => line.words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weights = new Map([...counts].map(([word, count]) => [word, weightOf(word, count, lines.length)]));
  return { lines, weights, unknown: rarity(1, lines.length) };
}

/** The lines nearest to a question, best first. Compares words, forgives slips and endings, and knows no language. */
export function rankFaq(index: FaqIndex, question: string): Ranked[] {
  const whole = normalise(question.slice(0, longestQuestion));
  const asked = distinct(whole).slice(0, mostWords);
  const alike = likenesses(asked, [...index.weights.keys()]);
  return index.lines
    .map((line) => ({ line, score: line.whole === whole ? 1 : scoreOf(index, asked, line.words, alike) }))
    .filter((ranked) => ranked.score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, 5);
}

/** Nobody asks a listed question in more; keeps a 65,000-character letter from costing anything. */
const longestQuestion = 2_000;
const mostWords = 60;

/** The share of the asked words that the line has, and of the line's words that were asked; the first matters more. */
function scoreOf(index: FaqIndex, asked: readonly string[], line: readonly string[], alike: Likenesses): number {
  const likeness = (one: string, other: string) => alike.get(one)?.get(other) ?? 0;
  const forward = share(index, asked, (word) => best(line, (other) => likeness(word, other)));
  const backward = share(index, line, (word) => best(asked, (other) => likeness(other, word)));
  return 0.6 * forward + 0.4 * backward;
}

function share(index: FaqIndex, words: readonly string[], matched: (word: string) => number): number {
  let all = 0;
  let found = 0;
  for (const word of words) {
    const weight = index.weights.get(word) ?? (commonWords.has(word) ? commonWeight : index.unknown);
    all += weight;
    found += weight * matched(word);
  }
  return all === 0 ? 0 : found / all;
}

function best(words: readonly string[], likeness: (word: string) => number): number {
  return words.reduce((highest, word) => Math.max(highest, likeness(word)), 0);
}

type Likenesses = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** How alike each asked word is to the words of the lines; worked out once a question, not once a line. */
function likenesses(asked: readonly string[], vocabulary: readonly string[]): Likenesses {
  return new Map(
    asked.map((word) => [
      word,
      new Map(vocabulary.map((other) => [other, likenessOf(word, other)] as const).filter(([, value]) => value > 0)),
    ]),
  );
}

function likenessOf(one: string, other: string): number {
  if (one === other) return 1;
  // "is" must not be taken for "its", nor "where" for "here".
  if (commonWords.has(one) || commonWords.has(other)) return 0;
  if (near(one, other)) return 0.9;
  const shared = sharedTrigrams(one, other);
  return shared >= 0.5 ? 0.8 * shared : 0;
}

/** Sørensen–Dice over character trigrams: sees "open" in "opening", and endings in languages we know nothing about. */
function sharedTrigrams(one: string, other: string): number {
  if (one.length < 3 || other.length < 3) return 0;
  const [first, second] = [trigrams(one), trigrams(other)];
  let both = 0;
  for (const part of first) if (second.has(part)) both += 1;
  return (2 * both) / (first.size + second.size);
}

function trigrams(word: string): Set<string> {
  // Padded in front only: beginnings carry the meaning, endings the grammar.
  const padded = `  ${word}`;
  return new Set(Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3)));
}

const { _why, ...commonByLanguage } = common;
/** A greeting before a question says nothing about it either. */
const commonWords: ReadonlySet<string> = new Set([
  ...phrases(commonByLanguage),
  ...phrases(courtesies.greetings),
  ...phrases(courtesies.thanks),
]);
/** A tenth of a word that stands in every line: common words only decide between lines that are otherwise alike. */
const commonWeight = 0.1;

function weightOf(word: string, count: number, lines: number): number {
  return commonWords.has(word) ? commonWeight : rarity(count, lines);
}

/** Inverse document frequency, never below 1, so that in a list of one line a content word still counts. */
function rarity(count: number, lines: number): number {
  return 1 + Math.log((1 + lines) / (1 + count));
}

function distinct(normalised: string): string[] {
  return [...new Set(wordsOf(normalised))];
}

/** Names a line by its question, so that a button sent last week still means it after the list was edited. FNV-1a, 32 bits. */
function lineId(whole: string): string {
  let hash = 0x811c9dc5;
  for (const unit of Buffer.from(whole)) hash = Math.imul(hash ^ unit, 0x01000193) >>> 0;
  return `faq:${hash.toString(36)}`;
}
