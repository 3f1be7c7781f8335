import type { TurnCare } from '#core/turn.ts';
import { isolated } from './lines/lines.ts';

/** A sentence of ours in the person's language. */
export type Sentence = (key: string, values?: Readonly<Record<string, string>>) => string;

/** What a message is about, as far as what is said differs. */
export type Topic = 'self' | 'medical' | 'someone' | 'other';

export function topicOf(categories: readonly string[]): Topic {
  if (categories.includes('suicidal') || categories.includes('self_harm')) return 'self';
  if (categories.includes('acute_medical')) return 'medical';
  if (categories.length > 0 && categories.every((category) => category === 'someone_else')) return 'someone';
  return 'other';
}

export interface ScriptGiven {
  readonly topic: Topic;
  readonly severity: 'high' | 'imminent';
  readonly care: Pick<TurnCare, 'emergency' | 'lines' | 'told' | 'minimumAge'>;
  readonly organization: string;
  /** As they say it; null: they did not. */
  readonly age: number | null;
  /** For a person to say: without that it is a program that speaks. */
  readonly byPerson?: boolean;
}

/** Two lines and the emergency number are as many as somebody in distress can choose from. */
const linesMax = 2;

/** Everything that is said to a cry for help, in short paragraphs. Nothing in it is made up by a model; every number is a value. */
export function composeScript(sentence: Sentence, { topic, severity, care, organization, age, byPerson = false }: ScriptGiven): string {
  const emergency = emergencyWords(sentence, care.emergency);
  const key = topic === 'self' ? `safety.self.${severity}` : `safety.${topic}`;
  const parts = [
    sentence(key, { emergency }),
    // Everywhere else the number stands in the first paragraph.
    ...(key === 'safety.self.high' ? [sentence('safety.call', { emergency })] : []),
    ...(topic === 'medical' ? [] : linesFor(sentence, care, age)),
    ...(byPerson ? [] : [sentence(care.told ? 'safety.told' : 'safety.untold', { organization })]),
  ];
  return parts.join('\n\n');
}

/** Whom else to call, as a paragraph: lines for young people to who is young, where there are any. None: no paragraph. */
export function linesFor(sentence: Sentence, { lines, minimumAge }: Pick<TurnCare, 'lines' | 'minimumAge'>, age: number | null): string[] {
  const young = age !== null && age < minimumAge ? lines.filter((line) => line.young) : [];
  const shown = (young.length > 0 ? young : lines.filter((line) => !line.young)).slice(0, linesMax);
  const key = young.length > 0 ? 'safety.young_lines' : 'safety.lines';
  return shown.length > 0 ? [sentence(key, { lines: shown.map(({ text }) => text).join('\n') })] : [];
}

export function emergencyWords(sentence: Sentence, number: string | null): string {
  return number === null ? sentence('safety.local_number') : isolated(number);
}

// Two digits near a word for being of an age, in any script; "15 years" alone may be how long something lasts.
const ages =
  /(?:\bi am|\bi'm|\bim|\btengo|\bj.ai|\bnina umri wa(?: miaka)?|\bnina miaka|\bmain|\bmeri umar|\bmeri umr|عمري|عندي|میری عمر|میں|मैं|मेरी उम्र)\D{0,12}?(\d{1,2})(?!\d)(?! ?(?:%|kg|km|euro|dollar|hours|hrs|minutes|min))/iu;

/** The age somebody says they are; null: none is said. Good for whom to show first, and for nothing else. */
export function statedAge(text: string): number | null {
  const [, age] = ages.exec(text.slice(0, 2_000).normalize('NFKC')) ?? [];
  const number = age === undefined ? null : Number(age);
  return number !== null && number >= 6 && number <= 99 ? number : null;
}
