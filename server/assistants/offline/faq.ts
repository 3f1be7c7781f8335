import { swapped } from '#core/dialogue/near.ts';
import { normalise, wordsOf } from '#core/dialogue/text.ts';
import { phrases } from '#core/dialogue/words.ts';
import { indexWords, likenesses, type WordIndex } from './likeness.ts';
import type { OfflineSettings } from './settings.ts';
import common from './words/common.json' with { type: 'json' };
import courtesies from './words/courtesies.json' with { type: 'json' };

/** Something there is an answer to: a line of questions and answers, or an intent with its examples. */
export interface Line {
  /** What its button or row is called. */
  readonly id: string;
  /** The intent's name; null: a line of questions and answers. */
  readonly name: string | null;
  /** How it is put to people: the question, or the first example. */
  readonly q: string;
  readonly a: string;
  readonly examples: readonly FaqExample[];
}

interface FaqExample {
  /** Its place in `FaqIndex.examples`. */
  readonly place: number;
  readonly whole: string;
  readonly words: readonly string[];
}

export interface FaqIndex {
  readonly lines: readonly Line[];
  /** How much a word says about which line is meant. */
  readonly weights: ReadonlyMap<string, number>;
  /** The weight of a word no line has: it speaks of something else, as loudly as the rarest word. */
  readonly unknown: number;
  readonly vocabulary: WordIndex;
  /** By word: the places of the examples it stands in. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** By place: what all words of an example weigh together. */
  readonly totals: readonly number[];
}

export interface Ranked {
  readonly line: Line;
  /** 0 to 1: how much of both questions is the same. */
  readonly score: number;
}

export function indexFaq({ faq, intents }: Pick<OfflineSettings, 'faq' | 'intents'>): FaqIndex {
  let place = 0;
  const exampleOf = (text: string): FaqExample => {
    const whole = normalise(text);
    return { place: place++, whole, words: distinct(whole) };
  };
  const lines = [
    ...faq.map(({ q, a }) => ({ id: lineId(normalise(q)), name: null, q, a, examples: [exampleOf(q)] })),
    ...intents.map(({ name, examples, answer }) => ({
      id: `answer:${name}`,
      name,
      q: examples[0] ?? name,
      a: answer,
      examples: examples.map(exampleOf),
    })),
  ];
  const counts = new Map<string, number>();
  const places = new Map<string, number[]>();
  for (const { examples } of lines) {
    for (const word of new Set(examples.flatMap((example) => example.words))) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const example of examples) for (const word of example.words) places.set(word, [...(places.get(word) ?? []), example.place]);
  }
  const weights = new Map([...counts].map(([word, count]) => [word, weightOf(word, count, lines.length)]));
  // "is" must not be taken for "its", nor "where" for "here".
  const vocabulary = indexWords([...weights.keys()], (word) => commonWords.has(word));
  const totals = lines.flatMap(({ examples }) =>
    examples.map(({ words }) => words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0)),
  );
  return { lines, weights, unknown: rarity(1, lines.length), vocabulary, places, totals };
}

/** The lines nearest to a question, best first. Compares words, forgives slips and endings, and knows no language. */
export function rankFaq(index: FaqIndex, question: string): Ranked[] {
  const whole = normalise(question.slice(0, longestQuestion));
  const words = distinct(whole)
    .slice(0, mostWords)
    .map((word) => (index.weights.has(word) ? word : commonFor(word)));
  const { scores, met } = scoreExamples(index, words);
  const scoreOf = (example: FaqExample) => {
    if (example.whole === whole) return 1;
    // Common words alone lead nowhere: "how are you" is not "Where are you?", of which every word must be there.
    const content = example.words.filter((word) => !commonWords.has(word));
    const needed = content.length > 0 ? content.some((word) => met.has(word)) : example.words.every((word) => met.has(word));
    return needed ? (scores[example.place] as number) : 0;
  };
  return index.lines
    .map((line) => ({ line, score: line.examples.reduce((highest, example) => Math.max(highest, scoreOf(example)), 0) }))
    .filter((ranked) => ranked.score > 0)
    .sort((one, other) => other.score - one.score);
}

/** Nobody asks a listed question in more; keeps a 65,000-character letter from costing anything. */
const longestQuestion = 2_000;
const mostWords = 60;

/**
 * For each example, the share of the asked words that it has, and of its words that were asked; the first matters more. And
 * all words of examples that were asked, or something like them.
 */
function scoreExamples(index: FaqIndex, asked: readonly string[]) {
  const alike = likenesses(index.vocabulary, asked);
  const forward = new Float64Array(index.totals.length);
  const backward = new Float64Array(index.totals.length);
  const likest = new Map<string, number>();
  let all = 0;
  for (const word of asked) {
    const weight = index.weights.get(word) ?? (commonWords.has(word) ? commonWeight : index.unknown);
    all += weight;
    addBest(forward, index, alike.get(word) ?? new Map(), weight);
    for (const [other, likeness] of alike.get(word) ?? []) likest.set(other, Math.max(likest.get(other) ?? 0, likeness));
  }
  for (const [word, likeness] of likest) {
    const value = likeness * (index.weights.get(word) ?? 0);
    for (const place of index.places.get(word) ?? []) backward[place] = (backward[place] as number) + value;
  }
  const scores = forward.map((found, place) => {
    const back = (backward[place] as number) / (index.totals[place] || 1);
    return all === 0 ? 0 : 0.6 * (found / all) + 0.4 * back;
  });
  return { scores, met: new Set(likest.keys()) };
}

/** Adds to each example the likeness of its word that is likest to one asked word. */
function addBest(sums: Float64Array, index: FaqIndex, like: ReadonlyMap<string, number>, weight: number): void {
  const best = new Map<number, number>();
  for (const [word, likeness] of like) {
    for (const place of index.places.get(word) ?? []) best.set(place, Math.max(best.get(place) ?? 0, likeness));
  }
  for (const [place, likeness] of best) sums[place] = (sums[place] as number) + weight * likeness;
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

/** "wehn" is "when" with two letters swapped, and no rare word that would speak of something else. */
function commonFor(word: string): string {
  if (commonWords.has(word)) return word;
  return commonByLetters.get(lettersOf(word))?.find((one) => swapped(word, one)) ?? word;
}
const commonByLetters = Map.groupBy([...commonWords], lettersOf);

function lettersOf(word: string): string {
  return [...word].sort().join('');
}

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
