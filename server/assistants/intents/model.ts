import { type Calibration, calibrate, probabilityOf, type Standing, type Trial } from './calibrate.ts';
import { featuresOf } from './features.ts';
import { mulberry32, shuffle } from './separate.ts';
import { type Borders, type Example, outOfScope, type Place, type Prepared, placeOf, prepare, trainBorders } from './train.ts';

/** Knows intents by examples: which is meant, with what probability, and below which none is. */
export interface IntentModel extends Calibration {
  readonly borders: Borders;
}

export interface Ranked {
  readonly intent: string;
  /** That this is what was meant, from 0 to 1. They need not add up to 1: often nothing was meant. */
  readonly probability: number;
}

/** The intents a text may mean, the likeliest first. */
export function classify(model: IntentModel, text: string, most = 5): Ranked[] {
  const place = placeOf(model.borders, featuresOf(text));
  return [...place.sides.keys()]
    .sort((one, other) => (place.sides[other] as number) - (place.sides[one] as number))
    .slice(0, most)
    .map((column) => ({
      intent: model.borders.intents[column] as string,
      probability: probabilityOf(standingOf(place, column), model.factors),
    }));
}

/** Learns from examples alone: the probabilities and the threshold come from cross-validation. Pauses now and then. */
export function* trainIntents(examples: readonly Example[]): Generator<void, IntentModel> {
  const prepared = prepare(examples);
  const borders = yield* trainBorders(prepared);
  const given = examples.some((example) => example.intent === outOfScope);
  return { borders, ...calibrate(yield* crossValidate(prepared), given ? 'given' : 'made_up') };
}

/** The same with sentences set aside to choose the threshold by; without any out of scope among them they cannot choose one. */
export function* trainWithValidation(examples: readonly Example[], validation: readonly Example[]): Generator<void, IntentModel> {
  const borders = yield* trainBorders(prepare(examples));
  return { borders, ...calibrate(tryOut(borders, prepare(validation)), 'given') };
}

const folds = 5;
/** A large set needs no more than this to be calibrated by; each fold costs a training. */
const enoughTrials = 2_000;

/**
 * Trains on four fifths and tries the rest. Without sentences out of scope, a fifth of the intents is hidden in each fold
 * instead: what belongs to them is out of scope for the others.
 */
function* crossValidate(examples: readonly Prepared[]): Generator<void, Trial[]> {
  const intents = [...new Set(examples.map((example) => example.intent))].filter((intent) => intent !== outOfScope).sort();
  const outside = examples.filter((example) => example.intent === outOfScope);
  const dealt = deal(examples, intents);
  const trials: Trial[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const hidden = new Set(outside.length > 0 ? [] : intents.filter((_, at) => intents.length > 2 && at % folds === fold));
    const kept = dealt.filter((one) => one.fold !== fold && !hidden.has(one.example.intent)).map((one) => one.example);
    if (kept.length === 0) continue;
    const borders = yield* trainBorders(kept);
    const held = dealt.filter((one) => one.fold === fold || hidden.has(one.example.intent)).map((one) => one.example);
    trials.push(...tryOut(borders, [...held, ...outside]));
    if (trials.filter((trial) => trial.inScope).length >= enoughTrials) break;
    yield;
  }
  return trials;
}

/** Deals the examples of each intent to the folds in turn, like cards. */
function deal(examples: readonly Prepared[], intents: readonly string[]): { example: Prepared; fold: number }[] {
  const chance = mulberry32(2);
  return intents.flatMap((intent, offset) => {
    const own = examples.filter((example) => example.intent === intent);
    const order = own.map((_, at) => at);
    shuffle(order, order.length, chance);
    return order.map((at, turn) => ({ example: own[at] as Prepared, fold: (turn + offset) % folds }));
  });
}

/** An intent that the borders do not know is out of scope for them. */
function tryOut(borders: Borders, examples: readonly Prepared[]): Trial[] {
  const known = new Set(borders.intents);
  return examples.map((example) => {
    const place = placeOf(borders, example.features);
    const best = place.sides.indexOf(Math.max(...place.sides));
    return {
      ...standingOf(place, best),
      right: borders.intents[best] === example.intent,
      inScope: known.has(example.intent),
    };
  });
}

function standingOf({ sides, known }: Place, column: number): Standing {
  const side = sides[column] as number;
  // Alone, an intent competes with what lies well outside of it.
  let other = sides.length === 1 ? -1 : Number.NEGATIVE_INFINITY;
  for (const [at, value] of sides.entries()) if (at !== column && value > other) other = value;
  return { side, ahead: side - other, known };
}
