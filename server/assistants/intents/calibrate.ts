/** What was seen when a text was put to borders that had not learnt from it. */
export interface Trial extends Standing {
  /** Whether the best intent was the one meant. */
  readonly right: boolean;
  /** Whether any of the intents was meant. */
  readonly inScope: boolean;
}

/** How an intent stands in a text: how far inside its border, and how far ahead of the best other. */
export interface Standing {
  readonly side: number;
  readonly ahead: number;
}

/** Turns a standing into a probability that the intent is meant, and says below which one nothing is taken to be meant. */
export interface Calibration {
  readonly factors: Factors;
  readonly threshold: number;
}

/** Of side, ahead, and one. */
type Factors = readonly [number, number, number];

/**
 * How many messages are taken to be out of scope, however many such sentences there are to try: the share in a file says how
 * somebody collected them, not how people write. Where they were only made up, from intents that were hidden, refusing is
 * worth less: hidden intents are nearer to the others than most strange messages are.
 */
export const outOfScopeShares = { given: 0.05, madeUp: 0.01 } as const;

export function calibrate(trials: readonly Trial[], outOfScopeShare: number): Calibration {
  const weighted = weigh(trials, outOfScopeShare);
  const factors = learnFactors(weighted);
  return { factors, threshold: bestThreshold(weighted, factors) };
}

export function probabilityOf({ side, ahead }: Standing, factors: Factors): number {
  return 1 / (1 + Math.exp(-(factors[0] * side + factors[1] * ahead + factors[2])));
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
const usual: Factors = [2, 3, -0.3];
/** How strongly: hundreds of trials outweigh it, a handful does not. */
const trust = 1;

/** Logistic regression by Newton's method, drawn towards what is usual. Three numbers, so a dozen rounds are plenty. */
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

function shift(factors: Factors, by: (at: 0 | 1 | 2) => number): Factors {
  return [factors[0] + by(0), factors[1] + by(1), factors[2] + by(2)];
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
  const bend = [0, 1, 2].map((row) => [0, 1, 2].map((column) => (row === column ? trust : 0)));
  for (const trial of trials) {
    const probability = probabilityOf(trial, factors);
    const input = [trial.side, trial.ahead, 1];
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

/** Three equations, by Gauss; the matrix is positive definite, so no rows need to change places. */
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
