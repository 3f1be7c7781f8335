/** Parts of many texts, one text behind the other: as lists of lists they would take all the memory there is. */
export class Rows {
  private size = 0;
  private numberOf = new Int32Array(1 << 20);
  private shareOf = new Float32Array(1 << 20);

  /** The place of what was added. `values` are made one long. */
  add(numbers: readonly number[], values: readonly number[]): Piece {
    const length = Math.hypot(...values) || 1;
    while (this.size + numbers.length > this.numberOf.length) this.grow();
    const from = this.size;
    for (const [at, number] of numbers.entries()) {
      this.numberOf[from + at] = number;
      this.shareOf[from + at] = (values[at] as number) / length;
    }
    this.size += numbers.length;
    return { from, to: this.size };
  }

  private grow(): void {
    const [numbers, values] = [this.numberOf, this.shareOf];
    this.numberOf = new Int32Array(numbers.length * 2);
    this.shareOf = new Float32Array(values.length * 2);
    this.numberOf.set(numbers);
    this.shareOf.set(values);
  }

  sum(weights: Learnt, { from, to }: Piece): number {
    const { numberOf, shareOf } = this;
    let sum = weights[weights.length - 1] as number;
    for (let at = from; at < to; at += 1) sum += (weights[numberOf[at] as number] as number) * (shareOf[at] as number);
    return sum;
  }

  /** Of the parts that are kept, the squares; with one for what counts for every text. */
  lengthOf(kept: Uint8Array, { from, to }: Piece): number {
    let sum = 1;
    for (let at = from; at < to; at += 1) if (kept[this.numberOf[at] as number] === 1) sum += (this.shareOf[at] as number) ** 2;
    return sum;
  }

  move(weights: Learnt, kept: Uint8Array, { from, to }: Piece, by: number): void {
    const { numberOf, shareOf } = this;
    for (let at = from; at < to; at += 1) {
      const number = numberOf[at] as number;
      if (kept[number] === 1) weights[number] = (weights[number] as number) + by * (shareOf[at] as number);
    }
    weights[weights.length - 1] = (weights[weights.length - 1] as number) + by;
  }
}

export interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Weights by part, with the one that counts for every text last. */
export type Learnt = Float32Array;

export interface Task {
  readonly piece: Piece;
  /** 1 inside, -1 outside. */
  readonly side: 1 | -1;
  /** What it costs to be on the wrong side. */
  readonly cost: number;
}

const rounds = 8;

/**
 * A linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh et al. 2008, algorithm 1) in a fixed order; of the
 * parts that are kept alone.
 */
export function descend(rows: Rows, tasks: readonly Task[], kept: Uint8Array): Learnt {
  const weights = new Float32Array(kept.length + 1);
  const alphas = new Float32Array(tasks.length);
  const lengths = Float32Array.from(tasks, ({ piece }) => rows.lengthOf(kept, piece));
  const order = Int32Array.from(tasks, (_, at) => at);
  let chance = 7;
  for (let round = 0; round < rounds; round += 1) {
    for (let last = order.length - 1; last > 0; last -= 1) {
      chance = (Math.imul(chance, 1103515245) + 12345) >>> 0;
      const other = chance % (last + 1);
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    for (const at of order) {
      const { piece, side, cost } = tasks[at] as Task;
      const alpha = alphas[at] as number;
      const slack = 1 / (2 * cost);
      const next = Math.max(0, alpha - (side * rows.sum(weights, piece) - 1 + slack * alpha) / ((lengths[at] as number) + slack));
      if (next === alpha) continue;
      alphas[at] = next;
      rows.move(weights, kept, piece, (next - alpha) * side);
    }
  }
  return weights;
}
