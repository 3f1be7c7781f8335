import { type Line, type Ranked, rankFaq } from './faq.ts';
import { type Guess, guess, type Learnt } from './learn.ts';

/** What a text asks for, as two witnesses see it: one compares words, one has learnt from all examples together. */
export interface Verdict {
  /** Why it is certain, for the trace; null: it is not, and the candidates are worth asking about. */
  readonly sure: string | null;
  /** Likeliest first; when it is sure, the first is the answer. */
  readonly candidates: readonly Line[];
  /** Of the words, from 0 to 1. */
  readonly score: number;
  readonly guesses: readonly Guess[];
  /** Below this probability nothing is taken to be meant. */
  readonly threshold: number;
}

/** From which score on words alone are enough, how far ahead of the second answer, and from which on it is worth asking about. */
const words = { sure: 0.6, ahead: 0.05, worthAsking: 0.35 } as const;
/**
 * From which probability on the classifier is believed, and how much of the words one of the intent's examples must share, so
 * that it never answers on a resemblance nobody could see. Measured: docs/running/intents.md.
 */
const learnt = { sure: 0.85, words: 0.3 } as const;

export function decide(known: Learnt, text: string): Verdict {
  const ranked = rankFaq(known.faq, text);
  const guesses = guess(known, text);
  const { threshold } = known.model;
  const seen = { score: ranked[0]?.score ?? 0, guesses, threshold };

  const [spoken] = ranked;
  const [likeliest] = guesses;
  const clear = spoken !== undefined && spoken.score >= words.sure && spoken.score - secondAnswer(ranked) >= words.ahead;
  if (spoken?.score === 1 && clear) return { sure: 'it was asked word for word', candidates: [spoken.line], ...seen };
  if (clear && likeliest?.line.a === spoken.line.a) return { sure: 'its words are those asked', candidates: [spoken.line], ...seen };
  const believed = likeliest !== undefined && likeliest.probability >= Math.max(learnt.sure, threshold);
  const supported = believed ? ranked.find((one) => one.line.a === likeliest.line.a && one.score >= learnt.words) : undefined;
  if (supported && !clear) return { sure: 'its examples are like what was asked', candidates: [supported.line], ...seen };
  return { sure: null, candidates: worthAsking(ranked, guesses, threshold), ...seen };
}

/** The best score among lines with another answer: two ways to ask for one thing do not make it doubtful. */
function secondAnswer(ranked: readonly Ranked[]): number {
  return ranked.find((one) => one.line.a !== ranked[0]?.line.a)?.score ?? 0;
}

/** Each answer once, whoever named it; what the words speak for comes first. */
function worthAsking(ranked: readonly Ranked[], guesses: readonly Guess[], threshold: number): Line[] {
  const near = ranked.filter((one) => one.score >= words.worthAsking).map((one) => ({ line: one.line, weight: one.score }));
  const scores = new Map(ranked.map((one) => [one.line, one.score]));
  const likely = guesses
    .filter((one) => one.probability >= Math.max(threshold, 0.3) && (scores.get(one.line) ?? 0) > 0.2)
    .map((one) => ({ line: one.line, weight: one.probability }));
  const seen = new Set<string>();
  return [...near, ...likely]
    .sort((one, other) => other.weight - one.weight)
    .map(({ line }) => line)
    .filter((line) => !seen.has(line.a) && seen.add(line.a))
    .slice(0, 5);
}
