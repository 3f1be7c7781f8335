import { type Border, gates, perBorder, type Stored } from '#safety/classifier/classify.ts';
import { type Parts, partsOf, partWeight, piecesIn, windowsOf } from '#safety/classifier/features.ts';
import { hasSign } from '#safety/classifier/signs.ts';
import { together } from '#safety/classifier/together.ts';
import { isAtLeast } from '#safety/index.ts';
import { createConceptReader } from '#safety/lexicon/concepts-in.ts';
import { readLexicon, type StoredLexicon } from '#safety/lexicon/stored.ts';
import { readRules } from '#safety/read-text.ts';
import { Message } from '#safety/reading/message.ts';
import { ruleBook } from '#safety/rules.ts';
import { readWords } from '#safety/words/words.ts';
import { descend, type Learnt, type Piece, Rows, type Task } from './descend.ts';
import type { DevelopmentMessage } from './development.ts';
import { type Measured, measure, type Scored, thresholdOf } from './measure.ts';
import { store } from './store.ts';

/**
 * Learns the linear classifier of the safety gate: borders between texts. Whatever is measured is measured on authors that it did not learn from.
 */

export interface Example {
  readonly message: DevelopmentMessage;
  /** The whole first. */
  readonly windows: readonly Piece[];
  /** Whether the lists have a sign of danger in the window. */
  readonly signs: readonly boolean[];
  readonly isHighByRules: boolean;
  readonly isAskedByRules: boolean;
}

/** What everything that is learnt is learnt from: parts have numbers, by their hashes. */
interface Material {
  readonly rows: Rows;
  readonly numbers: Map<number, number>;
}

/**
 * Cost of a message on the wrong side. What a person should only be asked about is, for the border of a crisis, outside at a low cost: that
 * alone found 4 of 100 crises more at as many false alarms. Half and double of the costs changed little.
 */
const cost = { inside: 5, outside: 2, between: 0.4 } as const;

/** Parts that are kept. The rest is learnt again with these alone: to leave out the others afterwards lost 3 of 100 crises. */
const partsKept = 75_000;

export function learn(
  messages: readonly DevelopmentMessage[],
  banks: readonly DevelopmentMessage[],
  lexicon: StoredLexicon,
): { stored: Stored; measured: Measured[] } {
  const material = { rows: new Rows(), numbers: new Map<number, number>() };
  const toExample = exampleMaker(material, lexicon);
  const examples = [...messages, ...banks].map(toExample);
  const whole = examples.slice(0, messages.length);
  const authors = [...new Set(messages.map(({ author }) => author))];
  const unseen = authors.flatMap((author) => {
    const rest = examples.filter(({ message }) => message.author !== author);
    const { crisis, risk } = learnGates(rest, material);
    return whole.filter(({ message }) => message.author === author).map((example) => scoreOf(example, material.rows, crisis, risk));
  });
  const at = { crisis: thresholdOf(unseen, 'crisis'), risk: thresholdOf(unseen, 'risk') };
  const all = everything(material);
  const kinds = perBorder((name) => (isGate(name) ? null : descend(material.rows, tasksOf(examples, name), all)));
  const learnt = { ...kinds, ...learnGates(examples, material) };
  return {
    stored: store(material.numbers, learnt as Record<Border, Learnt>, { ...perBorder(() => 0), ...at }),
    measured: measure(unseen, at),
  };
}

function exampleMaker({ rows, numbers }: Material, stored: StoredLexicon): (message: DevelopmentMessage) => Example {
  const lexicon = readLexicon(stored);
  const read = createConceptReader(lexicon);
  const numberOf = (part: number) => {
    const number = numbers.get(part) ?? numbers.size;
    numbers.set(part, number);
    return number;
  };
  const add = (parts: Parts) => {
    const { whole, pairs, concepts } = parts;
    const pieces = piecesIn(parts);
    return rows.add([...whole, ...pairs, ...concepts, ...pieces].map(numberOf), [
      ...Array.from(whole, () => partWeight.whole),
      ...pairs.map(() => partWeight.whole),
      ...concepts.map(() => partWeight.concept),
      ...Array.from(pieces, () => partWeight.piece),
    ]);
  };
  return (message) => {
    const words = new Message(readWords(message.text), ruleBook(), { steps: 0 });
    const told = read(words.words);
    const windows = windowsOf(words).map((span) => partsOf(words, span, ruleBook(), told));
    const { severity } = readRules(message.text);
    return {
      message,
      windows: windows.map(add),
      signs: windows.map((parts) => hasSign(parts, lexicon)),
      isHighByRules: isAtLeast(severity, 'high'),
      isAskedByRules: isAtLeast(severity, 'moderate'),
    };
  };
}

const everything = ({ numbers }: Material): Uint8Array => new Uint8Array(numbers.size).fill(1);

/** Both from the same parts: from all, then from twice as many as are kept, then from those. */
function learnGates(examples: readonly Example[], material: Material): Record<'crisis' | 'risk', Learnt> {
  const { rows } = material;
  let kept = everything(material);
  let learnt = forGates((name) => descend(rows, tasksOf(examples, name), kept));
  // The second time with what the first found to be most like danger in a long message, beside the whole.
  const again = () => forGates((name) => descend(rows, tasksOf(examples, name, { rows, learnt: learnt[name] }), kept));
  learnt = again();
  for (const most of [2 * partsKept, partsKept]) {
    kept = strongest(learnt, most);
    learnt = again();
  }
  return learnt;
}

const forGates = <T>(make: (name: 'crisis' | 'risk') => T): Record<'crisis' | 'risk', T> => ({
  crisis: make('crisis'),
  risk: make('risk'),
});

/** What says most at either border. */
function strongest(learnt: Record<'crisis' | 'risk', Learnt>, most: number): Uint8Array {
  const says = new Float32Array(learnt.crisis.length - 1);
  for (const name of gates) {
    const own = learnt[name];
    let top = 0;
    for (let at = 0; at < says.length; at += 1) top = Math.max(top, Math.abs(own[at] as number));
    for (let at = 0; at < says.length; at += 1) says[at] = Math.max(says[at] as number, Math.abs(own[at] as number) / top);
  }
  const least = says.toSorted()[Math.max(0, says.length - most)] as number;
  return Uint8Array.from(says, (one) => (one > 0 && one >= least ? 1 : 0));
}

/** The others only say of what kind the danger is. */
const isGate = (border: Border): border is 'crisis' | 'risk' => border === 'crisis' || border === 'risk';

/** 1 inside, -1 outside, 0: not learnt from. */
function sideOf({ label, kind, about = '' }: DevelopmentMessage, border: Border): 1 | -1 | 0 {
  if (isGate(border)) return label === 'none' || (label === 'concern' && border === 'crisis') ? -1 : 1;
  if (label === 'none') return 0;
  if (border === 'other') return kind === 'third-person' ? 1 : -1;
  if (about === '') return 0;
  return about.includes(border) || (border === 'suicidal' && about.includes('self-harm')) ? 1 : -1;
}

function costOf({ label }: DevelopmentMessage, border: Border, side: 1 | -1): number {
  if (side > 0) return cost.inside;
  return isGate(border) && label === 'concern' ? cost.between : cost.outside;
}

function tasksOf(examples: readonly Example[], border: Border, first?: { readonly rows: Rows; readonly learnt: Learnt }): Task[] {
  return examples.flatMap(({ message, windows }) => {
    const side = sideOf(message, border);
    const [whole, ...pieces] = windows;
    if (side === 0 || !whole) return [];
    const own = costOf(message, border, side);
    // Nothing in a message of no concern is like danger.
    if (side < 0 && isGate(border)) return windows.map((piece) => ({ piece, side, cost: own }));
    const most = first && pieces.toSorted((one, other) => first.rows.sum(first.learnt, other) - first.rows.sum(first.learnt, one))[0];
    return [whole, ...(most ? [most] : [])].map((piece) => ({ piece, side, cost: own }));
  });
}

function scoreOf(example: Example, rows: Rows, crisis: Learnt, risk: Learnt): Scored {
  const { windows, signs } = example;
  const of = (learnt: Learnt) =>
    windows.length > 0 ? together(windows.map((window) => rows.sum(learnt, window))) : Number.NEGATIVE_INFINITY;
  const unsigned = of(crisis);
  return { example, crisis: signs.includes(true) ? unsigned : Number.NEGATIVE_INFINITY, unsigned, risk: of(risk) };
}
