import learnt from './weights.json' with { type: 'json' };

/** What was learnt: how much each part speaks for distress, and from which sum on a sentence is asked about. */
export interface Weights {
  readonly threshold: number;
  readonly weights: Readonly<Record<string, number>>;
}

/** The weights that `npm run generate` made of the development texts. */
const own: Weights = learnt;

/** How much a sentence is like those of people in distress; its length counts neither way. */
export function scoreOf(parts: readonly string[], weights: Weights['weights']): number {
  let sum = 0;
  for (const part of parts) sum += Object.hasOwn(weights, part) ? (weights[part] as number) : 0;
  return parts.length === 0 ? 0 : sum / Math.sqrt(parts.length);
}

export function isWorthAsking(parts: readonly string[], { weights, threshold } = own): boolean {
  return scoreOf(parts, weights) > threshold;
}
