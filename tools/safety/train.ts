import { scoreOf } from '#safety/classifier/classify.ts';
import { partsOf } from '#safety/classifier/features.ts';
import { Message } from '#safety/reading/message.ts';
import { ruleBook } from '#safety/rules.ts';
import { readWords } from '#safety/words/words.ts';
import type { DevelopmentMessage } from './development.ts';

/**
 * Learns the linear classifier of the safety rules: a linear support vector machine with squared hinge loss, by stochastic
 * gradient descent in a fixed order. Only sums, products and roots, so that every machine learns the same.
 */

interface Example {
  readonly parts: readonly string[];
  readonly kind: string;
  /** 1 for a crisis, -1 for none. What is a concern teaches nothing: people disagree about it. */
  readonly side: 1 | -1;
  /** Translations of one message stand in one fold, or the others would give its answer away. */
  readonly fold: number;
}

export interface Learnt {
  readonly threshold: number;
  readonly weights: Record<string, number>;
  /** What was measured on folds it had not learnt from. */
  readonly measured: { readonly crises: number; readonly everyday: number; readonly traps: number };
}

const folds = 5;
/** The usual sizes; others within three times of these changed little. */
const rounds = 20;
const rate = 0.1;
const shrinking = 0.01;
/** The largest weight; below the smallest nothing is kept. */
const [largestWeight, smallestWeight] = [100, 2];

export function learn(messages: readonly DevelopmentMessage[]): Learnt {
  const examples = messages.filter((message) => message.label !== 'concern' && message.kind !== 'long').map(toExample);
  const unseen = Array.from({ length: folds }, (_, fold) => scoreFold(examples, fold)).flat();
  // Above every message of no concern: people write hundreds of those for each that is worth a question.
  const threshold = unseen.filter(({ side }) => side < 0).reduce((sofar, { score }) => Math.max(sofar, score), 0);
  const share = (wanted: (one: Scored) => boolean) => {
    const all = unseen.filter(wanted);
    return all.filter(({ score }) => score > threshold).length / Math.max(1, all.length);
  };
  const measured = {
    crises: share(({ side }) => side > 0),
    everyday: share(({ kind }) => kind === 'everyday'),
    traps: share(({ kind }) => kind === 'trap'),
  };
  return { threshold: Math.ceil(threshold), weights: train(examples), measured };
}

function toExample({ id, text, label, kind }: DevelopmentMessage): Example {
  const words = readWords(text);
  const parts = partsOf(new Message(words, ruleBook(), { steps: 0 }), { from: 0, to: words.length }, ruleBook());
  return { parts, kind, side: label === 'crisis' ? 1 : -1, fold: Number(id.slice(id.lastIndexOf('-') + 1)) % folds };
}

interface Scored extends Example {
  readonly score: number;
}

function scoreFold(examples: readonly Example[], fold: number): Scored[] {
  const weights = train(examples.filter((example) => example.fold !== fold));
  return examples.filter((example) => example.fold === fold).map((example) => ({ ...example, score: scoreOf(example.parts, weights) }));
}

function train(examples: readonly Example[]): Record<string, number> {
  const weights = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) for (const example of examples) step(weights, example);
  const largest = Math.max(...[...weights.values()].map(Math.abs), 1e-9);
  const whole = [...weights].map(([part, weight]) => [part, Math.round((weight / largest) * largestWeight)] as const);
  return Object.fromEntries(
    whole.filter(([, weight]) => Math.abs(weight) >= smallestWeight).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function step(weights: Map<string, number>, { parts, side }: Example): void {
  const value = 1 / Math.sqrt(Math.max(1, parts.length));
  const sum = parts.reduce((sofar, part) => sofar + (weights.get(part) ?? 0) * value, 0);
  const short = Math.max(0, 1 - side * sum);
  for (const part of parts) weights.set(part, (weights.get(part) ?? 0) * (1 - shrinking) + rate * 2 * short * side * value);
}
