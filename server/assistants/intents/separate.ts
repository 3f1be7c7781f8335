import type { Rows } from './vocabulary.ts';

/** Penalty of an example on the wrong side; an example of the class counts more, because the others are many. */
const penalty = { inside: 3, outside: 1 } as const;
/** More rounds changed no measured figure. */
const rounds = 12;
/**
 * In these, every example is held against every border; in between only against those it presses on, a tenth of them. The first
 * finds these, the next those that the moving borders came upon.
 */
const wholeRounds: ReadonlySet<number> = new Set([0, 2, 6]);
/** Of every example: its vector has length 1, and the place that counts for all texts adds 1. */
const squaredLength = 2;
/**
 * Where the borders begin: as far out as most examples have to be. Begun at 0, every example would press on every border, and
 * looking at few of them would be impossible.
 */
const begin = -0.8;
/** Examples between two pauses: some milliseconds of work. */
const pauseAfter = 64;

/** What the examples are: the class of each, from 0; below 0: of none. */
export interface Classes {
  readonly of: Int32Array;
  readonly count: number;
}

/** Rows of parts, columns of classes; the last row counts for every text alike. */
export type Weights = Float32Array;

/**
 * The border between the examples of each class and all others: linear support vector machines with squared hinge loss, by dual
 * coordinate descent (Hsieh et al. 2008, algorithm 1), all classes side by side, so that an example is read once for all of them.
 * Always the same for the same examples. Pauses now and then.
 */
export function* separate(rows: Rows, classes: Classes, parts: number): Generator<void, Weights> {
  const state = newState(rows, classes, parts);
  const chance = mulberry32(1);
  const order = Int32Array.from({ length: classes.of.length }, (_, example) => example);
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, order.length, chance);
    for (const [place, example] of order.entries()) {
      const pressed = state.pressed[example] as Pressed;
      const next = wholeRounds.has(round) ? lookAtAll(state, example, pressed) : lookAt(state, example, pressed);
      state.pressed[example] = next;
      if (place % pauseAfter === 0) yield;
    }
  }
  const last = parts * classes.count;
  for (let column = 0; column < classes.count; column += 1) state.weights[last + column] = (state.weights[last + column] as number) + begin;
  return state.weights;
}

/** The borders an example presses on, and how hard each; on all others it does not. */
interface Pressed {
  readonly columns: Int32Array;
  readonly alphas: Float32Array;
}

interface State {
  readonly rows: Rows;
  readonly classes: Classes;
  readonly weights: Weights;
  readonly last: number;
  readonly pressed: Pressed[];
  /** Scratch paper: how far inside each border the example at hand is. */
  readonly sides: Float32Array;
  readonly all: Int32Array;
}

function newState(rows: Rows, classes: Classes, parts: number): State {
  const nothing: Pressed = { columns: new Int32Array(0), alphas: new Float32Array(0) };
  return {
    rows,
    classes,
    weights: new Float32Array((parts + 1) * classes.count),
    last: parts * classes.count,
    pressed: Array.from(classes.of, () => nothing),
    sides: new Float32Array(classes.count),
    all: Int32Array.from({ length: classes.count }, (_, column) => column),
  };
}

/** Puts how far inside each of the borders the example is into `state.sides`, by place in `columns`. */
function measure({ rows, classes, weights, last, sides }: State, example: number, columns: Int32Array): void {
  const { numbers, values, starts } = rows;
  const [count, width] = [columns.length, classes.count];
  const whole = count === width;
  for (let place = 0; place < count; place += 1) sides[place] = weights[last + (columns[place] as number)] as number;
  const end = starts[example + 1] as number;
  for (let at = starts[example] as number; at < end; at += 1) {
    const value = values[at] as number;
    const row = (numbers[at] as number) * width;
    // The same twice: a row read from end to end is several times as fast.
    if (whole)
      for (let column = 0; column < width; column += 1)
        sides[column] = (sides[column] as number) + value * (weights[row + column] as number);
    else
      for (let place = 0; place < count; place += 1)
        sides[place] = (sides[place] as number) + value * (weights[row + (columns[place] as number)] as number);
  }
}

function lookAtAll(state: State, example: number, { columns, alphas }: Pressed): Pressed {
  measure(state, example, state.all);
  const known = new Float32Array(state.classes.count);
  for (let place = 0; place < columns.length; place += 1) known[columns[place] as number] = alphas[place] as number;
  const found: number[] = [];
  for (let column = 0; column < known.length; column += 1) {
    const alpha = known[column] as number;
    const next = press(state, example, { column, alpha, side: state.sides[column] as number });
    known[column] = next;
    if (next > 0 || state.classes.of[example] === column) found.push(column);
  }
  return { columns: Int32Array.from(found), alphas: Float32Array.from(found, (column) => known[column] as number) };
}

function lookAt(state: State, example: number, pressed: Pressed): Pressed {
  const { columns, alphas } = pressed;
  measure(state, example, columns);
  for (let place = 0; place < columns.length; place += 1) {
    const [column, alpha, side] = [columns[place] as number, alphas[place] as number, state.sides[place] as number];
    alphas[place] = press(state, example, { column, alpha, side });
  }
  return pressed;
}

/** Moves one border as far as this example asks for; returns how hard it presses now. */
function press(state: State, example: number, { column, alpha, side }: { column: number; alpha: number; side: number }): number {
  const inside = state.classes.of[example] === column;
  const slack = 0.5 / (inside ? penalty.inside : penalty.outside);
  const missing = inside ? 1 - begin - side : 1 + begin + side;
  const next = Math.max(0, alpha + (missing - alpha * slack) / (squaredLength + slack));
  if (next !== alpha) move(state, example, column, inside ? next - alpha : alpha - next);
  return next;
}

function move({ rows, classes, weights, last }: State, example: number, column: number, by: number): void {
  const { numbers, values, starts } = rows;
  const end = starts[example + 1] as number;
  weights[last + column] = (weights[last + column] as number) + by;
  for (let at = starts[example] as number; at < end; at += 1) {
    const place = (numbers[at] as number) * classes.count + column;
    weights[place] = (weights[place] as number) + by * (values[at] as number);
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
