import type { Rows } from './vocabulary.ts';

/** Penalty of an example on the wrong side; an example of the class counts more, because the others are many. */
const penalty = { inside: 3, outside: 1 } as const;
/** Usually six to ten rounds are enough; more changed no measured figure. */
const mostRounds = 12;
const closeEnough = 0.1;
/** Of every example: its vector has length 1, and the place that counts for all texts adds 1. */
const squaredLength = 2;

/** Where one class ends: a weight for each part, and one for all texts alike, at the end. */
export type Border = Float32Array;

/**
 * The border between the examples of one class and all others: a linear support vector machine with squared hinge loss, by
 * dual coordinate descent with shrinking (Hsieh et al. 2008, algorithm 3). Always the same for the same examples.
 */
export function separate(rows: Rows, inside: (example: number) => boolean, parts: number): Border {
  const border = new Float32Array(parts + 1);
  const state = newState(rows, inside);
  const chance = mulberry32(1);
  const all = state.order.length;
  let active = all;
  let highestBefore = Number.POSITIVE_INFINITY;
  for (let round = 0; round < mostRounds; round += 1) {
    shuffle(state.order, active, chance);
    const seen = runRound(border, state, active, highestBefore);
    if (seen.highest - seen.lowest > closeEnough) {
      active = seen.active;
      highestBefore = seen.highest <= 0 ? Number.POSITIVE_INFINITY : seen.highest;
    } else if (seen.active === all) break;
    else {
      // Near enough among those still looked at: look at all once more.
      active = all;
      highestBefore = Number.POSITIVE_INFINITY;
    }
  }
  return border;
}

/** How far inside (above 0) or outside an example is. */
function side(border: Border, rows: Rows, example: number): number {
  const { numbers, values, starts } = rows;
  const end = starts[example + 1] as number;
  let sum = border[border.length - 1] as number;
  for (let at = starts[example] as number; at < end; at += 1) sum += (border[numbers[at] as number] as number) * (values[at] as number);
  return sum;
}

interface State {
  readonly rows: Rows;
  readonly signs: Int8Array;
  /** The diagonal that the squared loss adds: 1 / (2 × penalty). */
  readonly slack: Float64Array;
  readonly alphas: Float64Array;
  readonly order: Int32Array;
}

function newState(rows: Rows, inside: (example: number) => boolean): State {
  const order = Int32Array.from({ length: rows.starts.length - 1 }, (_, example) => example);
  const signs = Int8Array.from(order, (example) => (inside(example) ? 1 : -1));
  return {
    rows,
    signs,
    slack: Float64Array.from(signs, (sign) => 0.5 / (sign > 0 ? penalty.inside : penalty.outside)),
    alphas: new Float64Array(order.length),
    order,
  };
}

/** One look at every active example; those that are safely on their side are left out of the next. */
function runRound(border: Border, state: State, activeBefore: number, highestBefore: number) {
  const { rows, signs, slack, alphas, order } = state;
  let active = activeBefore;
  let highest = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  for (let place = 0; place < active; place += 1) {
    const example = order[place] as number;
    const sign = signs[example] as number;
    const alpha = alphas[example] as number;
    const gradient = sign * side(border, rows, example) - 1 + alpha * (slack[example] as number);
    if (alpha === 0 && gradient > highestBefore) {
      active -= 1;
      order[place] = order[active] as number;
      order[active] = example;
      place -= 1;
      continue;
    }
    const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
    highest = Math.max(highest, projected);
    lowest = Math.min(lowest, projected);
    const next = Math.max(0, alpha - gradient / (squaredLength + (slack[example] as number)));
    alphas[example] = next;
    if (next !== alpha) move(border, state, example, (next - alpha) * sign);
  }
  return { active, highest, lowest };
}

function move(border: Border, { rows }: State, example: number, by: number): void {
  const { numbers, values, starts } = rows;
  const end = starts[example + 1] as number;
  border[border.length - 1] = (border[border.length - 1] as number) + by;
  for (let at = starts[example] as number; at < end; at += 1) {
    const part = numbers[at] as number;
    border[part] = (border[part] as number) + by * (values[at] as number);
  }
}

/** The first `count` places in another order (Fisher and Yates). */
export function shuffle(order: Int32Array | number[], count: number, chance: () => number): void {
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(chance() * (last + 1));
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
}

/** A small generator with a seed: training again gives the same classifier, on every machine. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
