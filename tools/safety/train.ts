import { type Border, perBorder, type Stored } from '#safety/classifier/classify.ts';
import { type Parts, partsOf, partWeight, windowsOf } from '#safety/classifier/features.ts';
import { hasSign } from '#safety/classifier/sense.ts';
import { isAtLeast } from '#safety/index.ts';
import { readRules } from '#safety/read-text.ts';
import { Message } from '#safety/reading/message.ts';
import { ruleBook } from '#safety/rules.ts';
import { readWords } from '#safety/words/words.ts';
import type { DevelopmentMessage } from './development.ts';

/**
 * Learns the linear classifier of the safety gate: three borders between texts, each a linear support vector machine with squared hinge loss, by dual
 * coordinate descent (Hsieh et al. 2008, algorithm 1) in a fixed order. Whatever is measured is measured on authors that it did not learn from.
 */

interface Part {
  readonly numbers: Int32Array;
  readonly values: Float32Array;
}
interface Example {
  readonly message: DevelopmentMessage;
  /** The whole first. */
  readonly windows: readonly Part[];
  /** Whether the lists of the rules have a sign of danger in the window. */
  readonly signs: readonly boolean[];
  readonly isHighByRules: boolean;
}
/** Weights by part, with the one that counts for every text last. */
type Learnt = Float32Array;

/** Cost of a message on the wrong side; one of danger counts twice. Half and double of both changed little. */
const cost = { inside: 1.4, outside: 0.7 } as const;
const rounds = 12;
/** Parts that are kept, those that say most; twice as many gained one point in a hundred. */
const partsKept = 30_000;

/** Of a hundred messages of no concern so many may call a person, or ask a question; of everyday ones and of traps. */
const budgets = { crisis: { everyday: 2.5, trap: 7 }, risk: { everyday: 5, trap: 14 } } as const;

export interface Measured {
  readonly lang: string;
  readonly crises: number;
  readonly high: number;
  readonly asked: number;
  readonly none: number;
  readonly alarms: number;
  readonly questions: number;
}

export function learn(
  messages: readonly DevelopmentMessage[],
  banks: readonly DevelopmentMessage[],
): { stored: Stored; measured: Measured[] } {
  const numbers = new Map<number, number>();
  const examples = [...messages, ...banks].map((message) => toExample(message, numbers));
  const whole = examples.slice(0, messages.length);
  const bank = examples.slice(messages.length);
  const authors = [...new Set(messages.map(({ author }) => author))];
  const unseen = authors.flatMap((author) => {
    const rest = [...whole.filter(({ message }) => message.author !== author), ...bank];
    const [crisis, risk] = [separate(rest, 'crisis', numbers.size), separate(rest, 'risk', numbers.size)];
    return whole.filter(({ message }) => message.author === author).map((example) => scoreOf(example, crisis, risk));
  });
  const at = { crisis: thresholdOf(unseen, 'crisis'), risk: thresholdOf(unseen, 'risk') };
  const learnt = perBorder((name) => separate(examples, name, numbers.size));
  return { stored: store(numbers, learnt, { ...perBorder(() => 0), ...at }), measured: measure(unseen, at) };
}

function toExample(message: DevelopmentMessage, numbers: Map<number, number>): Example {
  const read = new Message(readWords(message.text), ruleBook(), { steps: 0 });
  const windows = windowsOf(read).map((span) => partsOf(read, span, ruleBook()));
  return {
    message,
    windows: windows.map((parts) => toPart(parts, numbers)),
    signs: windows.map(({ lists }) => hasSign(lists)),
    isHighByRules: isAtLeast(readRules(message.text).severity, 'high'),
  };
}

/** `known`: the number of each part so far, by its hash. */
function toPart({ whole, pieces }: Parts, known: Map<number, number>): Part {
  const numbers = Int32Array.from([...whole, ...pieces], (part) => {
    const number = known.get(part) ?? known.size;
    known.set(part, number);
    return number;
  });
  const values = Float32Array.from(numbers, (_, at) => (at < whole.size ? partWeight.whole : partWeight.piece));
  const length = Math.hypot(...values) || 1;
  return { numbers, values: values.map((value) => value / length) };
}

/** 1 inside, -1 outside, 0: not learnt from. */
function sideOf({ label, kind, about = '' }: DevelopmentMessage, border: Border): 1 | -1 | 0 {
  if (isGate(border)) return label === 'none' ? -1 : label === 'crisis' || border === 'risk' ? 1 : 0;
  if (label === 'none') return 0;
  if (border === 'other') return kind === 'third-person' ? 1 : -1;
  if (about === '') return 0;
  return about.includes(border) || (border === 'suicidal' && about.includes('self-harm')) ? 1 : -1;
}

/** The others only say of what kind the danger is. */
const isGate = (border: Border): border is 'crisis' | 'risk' => border === 'crisis' || border === 'risk';

/** Twice: of a long message the second time what the first found to be most like danger, beside the whole. */
function separate(examples: readonly Example[], border: Border, parts: number): Learnt {
  const first = descend(rowsOf(examples, border, null), parts);
  return isGate(border) ? descend(rowsOf(examples, border, first), parts) : first;
}

interface Row extends Part {
  readonly side: 1 | -1;
}

function rowsOf(examples: readonly Example[], border: Border, learnt: Learnt | null): Row[] {
  return examples.flatMap(({ message, windows }) => {
    const side = sideOf(message, border);
    const [whole, ...pieces] = windows;
    if (side === 0 || !whole) return [];
    if (side < 0 && isGate(border)) return windows.map((window) => ({ ...window, side }));
    const strongest = learnt && pieces.toSorted((one, other) => sumOf(learnt, other) - sumOf(learnt, one))[0];
    return strongest
      ? [
          { ...whole, side },
          { ...strongest, side },
        ]
      : [{ ...whole, side }];
  });
}

function sumOf(weights: Learnt, { numbers, values }: Part): number {
  let sum = weights[weights.length - 1] as number;
  for (let at = 0; at < numbers.length; at += 1) sum += (weights[numbers[at] as number] as number) * (values[at] as number);
  return sum;
}

function descend(rows: readonly Row[], parts: number): Learnt {
  const weights = new Float32Array(parts + 1);
  const alphas = new Float32Array(rows.length);
  const order = rows.map((_, at) => at);
  let chance = 7;
  for (let round = 0; round < rounds; round += 1) {
    for (let last = order.length - 1; last > 0; last -= 1) {
      chance = (Math.imul(chance, 1103515245) + 12345) >>> 0;
      const other = chance % (last + 1);
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    for (const at of order) {
      const row = rows[at] as Row;
      const alpha = alphas[at] as number;
      const slack = 1 / (2 * (row.side > 0 ? cost.inside : cost.outside));
      const next = Math.max(0, alpha - (row.side * sumOf(weights, row) - 1 + slack * alpha) / (2 + slack));
      if (next === alpha) continue;
      alphas[at] = next;
      move(weights, row, (next - alpha) * row.side);
    }
  }
  return weights;
}

function move(weights: Learnt, { numbers, values }: Row, by: number): void {
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] as number;
    weights[number] = (weights[number] as number) + by * (values[at] as number);
  }
  weights[weights.length - 1] = (weights[weights.length - 1] as number) + by;
}

interface Scored extends Record<'crisis' | 'risk', number> {
  readonly example: Example;
}

function scoreOf(example: Example, crisis: Learnt, risk: Learnt): Scored {
  const { windows, signs } = example;
  const most = (sums: number[]) => sums.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  return {
    example,
    crisis: most(windows.filter((_, at) => signs[at]).map((window) => sumOf(crisis, window))),
    risk: most(windows.map((window) => sumOf(risk, window))),
  };
}

/** The lowest sum at which no more messages of no concern are inside than the budget has, with those the rules alarm on. */
function thresholdOf(scored: readonly Scored[], border: 'crisis' | 'risk'): number {
  const within = (kind: 'everyday' | 'trap', at: number) => {
    const own = scored.filter(({ example: { message } }) => message.label === 'none' && message.kind.startsWith(kind));
    const inside = own.filter((one) => one[border] > at || one.example.isHighByRules);
    return inside.length * 100 <= own.length * budgets[border][kind];
  };
  let at = 3;
  while (at > -2 && within('everyday', at - 0.01) && within('trap', at - 0.01)) at -= 0.01;
  return at;
}

function measure(scored: readonly Scored[], at: { readonly crisis: number; readonly risk: number }): Measured[] {
  const langs = ['all', ...new Set(scored.map(({ example }) => example.message.lang))];
  return langs.map((lang) => {
    const own = scored.filter(({ example }) => lang === 'all' || example.message.lang === lang);
    const isHigh = (one: Scored) => one.example.isHighByRules || one.crisis > at.crisis;
    const count = (label: string, wanted: (one: Scored) => boolean) =>
      own.filter((one) => one.example.message.label === label && wanted(one)).length;
    const isAsked = (one: Scored) => isHigh(one) || one.risk > at.risk;
    return {
      lang,
      crises: count('crisis', () => true),
      high: count('crisis', isHigh),
      asked: count('crisis', isAsked),
      none: count('none', () => true),
      alarms: count('none', isHigh),
      questions: count('none', isAsked),
    };
  });
}

function store(
  numbers: ReadonlyMap<number, number>,
  learnt: Readonly<Record<Border, Learnt>>,
  at: Readonly<Record<Border, number>>,
): Stored {
  const largest = (name: Border) => learnt[name].slice(0, -1).reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const tops = perBorder(largest);
  const gates: readonly Border[] = ['crisis', 'risk'];
  const say = (number: number) => Math.max(...gates.map((name) => Math.abs(learnt[name][number] as number) / tops[name]));
  const kept = [...numbers.values()].sort((one, other) => say(other) - say(one)).slice(0, partsKept);
  const wanted = new Set(kept);
  const byHash = new Map([...numbers].filter(([, number]) => wanted.has(number)));
  const hashes = Uint32Array.from([...byHash.keys()].sort((one, other) => one - other));
  const base64 = (bytes: ArrayBufferView) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const border = (name: Border) => {
    const scale = tops[name] / 127;
    const whole = Int8Array.from(hashes, (hash) => Math.round((learnt[name][byHash.get(hash) as number] as number) / scale));
    return { scale, start: (learnt[name].at(-1) as number) - at[name], weights: base64(whole) };
  };
  return { hashes: base64(hashes), borders: perBorder(border) };
}
