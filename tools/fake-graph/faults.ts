/**
 * Ways in which a send can go wrong.
 * Refused by the Graph, nothing sent: `server_error` 500/131000, `overloaded` 503/131016, `rate_limited` 429/130429 with
 * Retry-After 1, `pair_rate_limited` 400/131056, `token_expired` 401/190, `refused` with a `code` of your own.
 * Unclear to the sender, nothing sent: `bad_gateway` 502 without a Graph body, `reset` the connection is cut unanswered.
 * Unclear to the sender, but sent, statuses follow: `cut` the connection is cut, `gateway_timeout` 504 without a Graph body.
 * Sent: `slow` the answer comes after `ms`; `failed_later` accepted, then a failed status with `code`.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];
export const FAULT_KINDS = [
  'server_error',
  'overloaded',
  'rate_limited',
  'pair_rate_limited',
  'token_expired',
  'refused',
  'bad_gateway',
  'reset',
  'cut',
  'gateway_timeout',
  'slow',
  'failed_later',
] as const;

export interface Fault {
  readonly kind: FaultKind;
  /** For `slow`: milliseconds before the answer. */
  readonly ms?: number;
  /** For `refused` and `failed_later`: Meta's error code. */
  readonly code?: number;
}

/** Of all sends, the share that goes wrong in each way; the sum is at most 1. */
export type FaultRates = Partial<Record<FaultKind, number>>;

/** Decides what goes wrong next: first what was put in the queue, then chance. */
export class FaultPlan {
  private readonly random: () => number;
  private queued: Fault[] = [];
  private rates: [FaultKind, number][] = [];

  constructor(random: () => number, rates: FaultRates = {}) {
    this.random = random;
    this.setRates(rates);
  }

  /** The next `times` sends go wrong like this. */
  queue(fault: Fault, times = 1): void {
    for (let count = 0; count < times; count += 1) this.queued.push(fault);
  }

  setRates(rates: FaultRates): void {
    this.rates = FAULT_KINDS.map((kind): [FaultKind, number] => [kind, rates[kind] ?? 0]).filter(([, share]) => share > 0);
    if (this.rates.reduce((sum, [, share]) => sum + share, 0) > 1.000_001) throw new Error('The fault rates add up to more than 1.');
  }

  clear(): void {
    this.queued = [];
    this.rates = [];
  }

  next(): Fault | null {
    const queued = this.queued.shift();
    if (queued !== undefined) return queued;
    if (this.rates.length === 0) return null;
    let chance = this.random();
    for (const [kind, share] of this.rates) {
      if (chance < share) return { kind };
      chance -= share;
    }
    return null;
  }
}

/** Mulberry32: 32 bits of state, enough to deal out faults in an order that can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
