import { normalise, wordsOf } from '#core/dialogue/text.ts';
import { type Features, featuresOf } from './features.ts';
import { mulberry32, separate, type Weights } from './separate.ts';
import { learnVocabulary, rowsOf, type Vocabulary, vectorOf } from './vocabulary.ts';

/** A sentence and what it means. */
export interface Example {
  readonly text: string;
  readonly intent: string;
}

/** What a sentence that means none of the intents is marked with. */
export const outOfScope = 'oos';

/** One border for each intent. Says how far inside each a text is, and nothing yet about how sure that is. */
export interface Borders {
  readonly intents: readonly string[];
  readonly vocabulary: Vocabulary;
  /** A text reads only the rows of its own parts. */
  readonly weights: Weights;
}

/** The same with the parts of the text found already, so that cross-validation need not find them again. */
export interface Prepared extends Example {
  readonly features: Features;
}

export function prepare(examples: readonly Example[]): Prepared[] {
  return examples.map((example) => ({ ...example, features: featuresOf(example.text) }));
}

/**
 * Learns from examples; those out of scope are left out. Pauses (yields) every few milliseconds, so that a server can do other
 * things in between: `finish` runs it in one go.
 */
export function* trainBorders(examples: readonly Prepared[]): Generator<void, Borders> {
  const known = examples.filter((example) => example.intent !== outOfScope);
  const intents = [...new Set(known.map((example) => example.intent))].sort();
  const vocabulary = learnVocabulary(known.map((example) => example.features));
  const strange = mixtures(known);
  const rows = rowsOf(vocabulary, [...known.map((example) => example.features), ...strange]);
  yield;
  const columns = new Map(intents.map((intent, column) => [intent, column]));
  const meant = [...known.map((example) => columns.get(example.intent) ?? -1), ...strange.map(() => -1)];
  const weights = yield* separate(rows, { of: Int32Array.from(meant), count: intents.length }, vocabulary.weights.length);
  return { intents, vocabulary, weights };
}

/** One for every five examples: more of them made no figure better. */
const mixturesShare = 0.2;

/**
 * Sentences that mean nothing: each word of two examples of different intents, or not, by chance. They lie outside every
 * border, so that a few familiar words are not yet a meaning; without them the intents would share all the world.
 */
function mixtures(known: readonly Prepared[]): Features[] {
  const chance = mulberry32(3);
  const pick = () => known[Math.floor(chance() * known.length)] as Prepared;
  const some = ({ text }: Example) => wordsOf(normalise(text)).filter(() => chance() < 0.5);
  return Array.from({ length: Math.round(known.length * mixturesShare) }, () => [pick(), pick()] as const)
    .filter(([one, other]) => one.intent !== other.intent)
    .map(([one, other]) => featuresOf([...some(one), ...some(other)].join(' ')));
}

/** How a text lies to the borders. */
export interface Place {
  /** How far inside each intent's border, in the order of `intents`. */
  readonly sides: Float32Array;
  /** How much of the text the examples have, from 0 to 1: who writes of something else uses words that none of them has. */
  readonly known: number;
}

export function placeOf({ intents, vocabulary, weights }: Borders, features: Features): Place {
  const width = intents.length;
  const sums = weights.slice(weights.length - width);
  const { numbers, values } = vectorOf(vocabulary, features);
  let known = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    const row = (numbers[at] as number) * width;
    const value = values[at] as number;
    known += value ** 2;
    for (let column = 0; column < width; column += 1) sums[column] = (sums[column] as number) + (weights[row + column] as number) * value;
  }
  return { sides: sums, known };
}

/** Runs something that pauses without pausing. */
export function finish<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
