/** What was seen when a text was put to borders that had not learnt from it. */
export interface Trial extends Standing {
  /** Whether the best intent was the one meant. */
  readonly right: boolean;
  /** Whether any of the intents was meant. */
  readonly inScope: boolean;
}

/** How an intent stands in a text: how far inside its border, how far ahead of the best other, and how much of the text is known at all. */
export interface Standing {
  readonly side: number;
  readonly ahead: number;
  readonly known: number;
}

/** Turns a standing into a probability that the intent is meant, and says below which one nothing is taken to be meant. */
export interface Calibration {
  readonly factors: Factors;
  readonly threshold: number;
}

/** Of side, ahead, known, and one. */
type Factors = readonly [number, number, number, number];

/**
 * Whether sentences out of scope were given, or made up from intents that were hidden. Hidden intents are nearer to the others than most
 * strange messages are, so refusing them is worth less.
 */
export type Strangers = 'given' | 'made_up';

/**
 * How many messages are taken to be out of scope, however many such sentences there are to try: the share in a file says how
 * somebody collected them, not how people write.
 */
const outOfScopeShares = { given: 0.05, made_up: 0.01 } as const;

export function calibrate(trials: readonly Trial[], strangers: Strangers): Calibration {
  const weighted = weigh(trials, outOfScopeShares[strangers]);
  const factors = learnFactors(weighted);
  const choose = strangers === 'given' ? lowestThreshold : bestThreshold;
  return { factors, threshold: choose(weighted, factors) };
}

export function probabilityOf({ side, ahead, known }: Standing, factors: Factors): number {
  return 1 / (1 + Math.exp(-(factors[0] * side + factors[1] * ahead + factors[2] * known + factors[3])));
}

interface Weighted extends Trial {
  readonly weight: number;
}

function weigh(trials: readonly Trial[], share: number): Weighted[] {
  const inScope = trials.filter((trial) => trial.inScope).length;
  const outside = trials.length - inScope;
  const weight = outside === 0 ? 0 : ((share / (1 - share)) * inScope) / outside;
  return trials.map((trial) => ({ ...trial, weight: trial.inScope ? 1 : weight }));
}

/** What came out on public sets (docs/running/intents.md); where there is little to learn from, it stays near this. */
const usual: Factors = [2, 3, 1, -1];
/** How strongly: hundreds of trials outweigh it, a handful does not. */
const trust = 1;

/** Logistic regression by Newton's method, drawn towards what is usual. Four numbers, so a dozen rounds are plenty. */
function learnFactors(trials: readonly Weighted[]): Factors {
  let factors: Factors = usual;
  for (let round = 0; round < 12; round += 1) factors = improve(trials, factors);
  return factors;
}

/** One step, halved until it does not lead away. */
function improve(trials: readonly Weighted[], from: Factors): Factors {
  const { slope, bend } = derive(trials, from);
  const step = solve(bend, slope);
  const before = loss(trials, from);
  for (let length = 1; length > 0.001; length /= 2) {
    const to = shift(from, (at) => -length * (step[at] as number));
    if (loss(trials, to) < before) return to;
  }
  return from;
}

function shift(factors: Factors, by: (at: 0 | 1 | 2 | 3) => number): Factors {
  return [factors[0] + by(0), factors[1] + by(1), factors[2] + by(2), factors[3] + by(3)];
}

function loss(trials: readonly Weighted[], factors: Factors): number {
  const pull = factors.reduce((sum, factor, at) => sum + (trust / 2) * (factor - (usual[at] as number)) ** 2, 0);
  return trials.reduce((sum, trial) => {
    const probability = probabilityOf(trial, factors);
    return sum - trial.weight * Math.log(Math.max(1e-12, trial.right ? probability : 1 - probability));
  }, pull);
}

function derive(trials: readonly Weighted[], factors: Factors) {
  const slope = factors.map((factor, at) => (factor - (usual[at] as number)) * trust);
  const bend = factors.map((_, row) => factors.map((_factor, column) => (row === column ? trust : 0)));
  for (const trial of trials) {
    const probability = probabilityOf(trial, factors);
    const input = [trial.side, trial.ahead, trial.known, 1];
    const error = (probability - (trial.right ? 1 : 0)) * trial.weight;
    const certainty = probability * (1 - probability) * trial.weight;
    for (const [row, value] of input.entries()) {
      slope[row] = (slope[row] as number) + error * value;
      const line = bend[row] as number[];
      for (const [column, other] of input.entries()) line[column] = (line[column] as number) + certainty * value * other;
    }
  }
  return { slope, bend };
}

/** As many equations, by Gauss; the matrix is positive definite, so no rows need to change places. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] as number]);
  for (const [at, pivot] of rows.entries()) {
    for (const [other, row] of rows.entries()) {
      if (other === at) continue;
      const factor = (row[at] as number) / (pivot[at] as number);
      for (let column = at; column < row.length; column += 1) row[column] = (row[column] as number) - factor * (pivot[column] as number);
    }
  }
  return rows.map((row, at) => (row[row.length - 1] as number) / (row[at] as number));
}

/**
 * Of sentences out of scope at least this share shall be refused, with a certainty of 95 % (one-sided, normal approximation): of a
 * hundred that were given 69 must be. Beyond that nothing is refused, since every step costs sentences that were understood.
 */
const wantedRecall = 0.6;
const certainty = 1.645;
/** A handful proves nothing, whatever share of them is refused. */
const mostRecall = 0.9;

/** The lowest that refuses as many as wanted, raised as far as that costs nobody who was understood. */
function lowestThreshold(trials: readonly Weighted[], factors: Factors): number {
  const probabilities = (some: readonly Trial[]) => some.map((trial) => probabilityOf(trial, factors)).sort((one, other) => one - other);
  const outside = probabilities(trials.filter((trial) => !trial.inScope));
  const margin = certainty * Math.sqrt((wantedRecall * (1 - wantedRecall)) / outside.length);
  const last = outside[Math.ceil(Math.min(mostRecall, wantedRecall + margin) * outside.length) - 1];
  if (last === undefined) return 0;
  const understood = probabilities(trials.filter((trial) => trial.right)).find((probability) => probability > last) ?? 1;
  return (last + understood) / 2;
}

/** Where most messages are handled rightly: understood, or refused because nothing was meant. Never above one half. */
function bestThreshold(trials: readonly Weighted[], factors: Factors): number {
  const sorted = trials
    .map((trial) => ({ ...trial, probability: probabilityOf(trial, factors) }))
    .sort((one, other) => one.probability - other.probability);
  let best = { gain: 0, threshold: 0 };
  let gain = 0;
  for (const [at, trial] of sorted.entries()) {
    gain += (trial.inScope ? (trial.right ? -1 : 0) : 1) * trial.weight;
    const next = sorted[at + 1]?.probability ?? 1;
    if (trial.probability > 0.5) break;
    if (gain > best.gain) best = { gain, threshold: (trial.probability + Math.min(next, 0.5)) / 2 };
  }
  return best.threshold;
}
