import { knownLanguage } from '#platform/i18n.ts';
import type { MoodLabel, MoodReading, MoodTopic } from '../../contract.ts';
import { type Felt, feelingsOfEmoji } from './emoji.ts';
import { type LexiconName, lexicon, lexiconOf, type Meaning } from './lexicon.ts';
import { type Found, findPhrases, type Spoken, wordsOfText } from './phrases.ts';

/** Which reader wrote an entry: it changes with the words and the rules below. */
export const readerVersion = 'lexicon-1';

/** Below it nothing is written down. */
export const leastConfidence = 0.35;

/** Longer texts are read as far as this: a letter's mood stands in its beginning. */
const longest = 1000;

const valences: Readonly<Record<MoodLabel, number>> = {
  happy: 0.8,
  grateful: 0.7,
  hopeful: 0.6,
  calm: 0.5,
  neutral: 0,
  tired: -0.4,
  stressed: -0.6,
  anxious: -0.6,
  lonely: -0.65,
  sad: -0.75,
  angry: -0.6,
  ashamed: -0.7,
};

/** What is meant by "not happy"; the others say nothing when they are denied. */
const denied: Partial<Record<MoodLabel, MoodLabel>> = { happy: 'sad', hopeful: 'sad', calm: 'anxious' };

/** More particular feelings before the general ones, where a text says several as strongly. */
const order: readonly MoodLabel[] = [
  'ashamed',
  'lonely',
  'angry',
  'anxious',
  'stressed',
  'tired',
  'sad',
  'grateful',
  'hopeful',
  'calm',
  'happy',
];

/** How far a "not", "very" or "a little" reaches, in words. */
const reach = { before: 3, after: 2, degree: 2 } as const;

const neutral: MoodReading = { label: 'neutral', valence: 0, intensity: 0, confidence: 0, about: [] };

/**
 * What a text says of its writer's mood, by our own lists of words: pure, the same on every machine, a tenth of a millisecond. `language` is
 * what the writer is known to speak; people mix, so a text may be read in another.
 */
export function readMood(text: string, language: string | null): MoodReading {
  const cut = text.toWellFormed().slice(0, longest);
  const spoken = wordsOfText(cut);
  const found = readIn(spoken, language);
  const about = [...new Set(found.flatMap(({ meaning }) => (meaning.kind === 'topic' ? [meaning.topic as MoodTopic] : [])))];
  const felt = [...feelingsIn(spoken, found), ...feelingsOfEmoji(cut)];
  if (felt.length === 0) return { ...neutral, about };
  return { ...weigh(felt, cut), about };
}

function weigh(felt: readonly Felt[], text: string): Omit<MoodReading, 'about'> {
  const sums = new Map<MoodLabel, number>();
  for (const { label, weight, intensity } of felt) sums.set(label, (sums.get(label) ?? 0) + weight * intensity);
  const ranked = [...sums].sort(([one, a], [other, b]) => b - a || order.indexOf(one) - order.indexOf(other));
  const [label, most] = ranked[0] as [MoodLabel, number];
  const all = [...sums.values()].reduce((sum, value) => sum + value, 0);
  const own = felt.filter((one) => one.label === label);
  const loud = /!|[！]/u.test(text) ? 0.1 : 0;
  const intensity = Math.min(1, Math.max(...own.map((one) => one.intensity)) + loud);
  const valence = felt.reduce((sum, one) => sum + valences[one.label] * one.weight * one.intensity, 0) / all;
  // Sure where one feeling stands out and was said plainly; never quite.
  const confidence = Math.min(0.95, (most / all) * (0.45 + 0.5 * Math.min(1, most)));
  return {
    label,
    valence: round(Math.max(-1, Math.min(1, valence * (0.6 + 0.6 * intensity)))),
    intensity: round(intensity),
    confidence: round(confidence),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

/** What stands around a feeling that was found. */
class Around {
  private readonly spoken: Spoken;
  private readonly found: readonly Found[];
  readonly lastBut: number;

  constructor(spoken: Spoken, found: readonly Found[]) {
    this.spoken = spoken;
    this.found = found;
    this.lastBut = found.findLast(({ meaning }) => meaning.kind === 'but')?.at ?? -1;
  }

  /** Whether something of this kind stands between two words, in the clause of the word `of`. */
  private has(kind: Meaning['kind'], of: number, from: number, to: number): boolean {
    const { clauses } = this.spoken;
    return this.found.some(({ meaning, at, end }) => meaning.kind === kind && at < to && end > from && clauses[at] === clauses[of]);
  }

  isOthers({ at }: Found): boolean {
    const [from, to] = this.spoken.spans[this.spoken.clauses[at] as number] as readonly [number, number];
    return this.has('others', at, from, to) && !this.has('self', at, from, to);
  }

  isDenied({ at, end }: Found): boolean {
    return this.has('notBefore', at, at - reach.before, at) || this.has('notAfter', at, end, end + reach.after);
  }

  /** How much more, or less. */
  degree({ at, end }: Found): number {
    const more = this.has('more', at, at - reach.degree, at) || this.has('more', at, end, end + 1);
    const less = this.has('less', at, at - reach.degree - 1, at);
    return (more ? 1.25 : 1) * (less ? 0.6 : 1);
  }
}

function feelingsIn(spoken: Spoken, found: readonly Found[]): Felt[] {
  const around = new Around(spoken, found);
  return found.flatMap((one): Felt[] => {
    const { meaning, at, end } = one;
    if (meaning.kind !== 'feeling' || spoken.quoted[at] || (!meaning.anybody && around.isOthers(one))) return [];
    const isDenied = meaning.deniable && around.isDenied(one);
    const label = isDenied ? denied[meaning.label] : meaning.label;
    if (label === undefined) return [];
    const intensity = Math.min(1, meaning.strength * (isDenied ? 0.8 : 1) * around.degree(one));
    // What comes after "but" is what is meant.
    const weight = (at < around.lastBut ? 0.5 : 1) * (end - at > 1 ? 1.2 : 1);
    return [{ label, intensity, weight }];
  });
}

/** Read in the language in which most of its words are known; the writer's own is preferred. */
function readIn(spoken: Spoken, language: string | null): readonly Found[] {
  const known = language === null ? null : knownLanguage(language);
  const own = known === null ? null : lexiconOf[known];
  let best: { readonly found: readonly Found[]; readonly score: number } = { found: [], score: 0 };
  for (const name of candidates(spoken.script)) {
    const found = findPhrases(spoken, lexicon(name));
    const covered = new Set(found.flatMap(({ at, end }) => Array.from({ length: end - at }, (_, offset) => at + offset))).size;
    const score = covered + (name === own ? 1.5 : 0);
    if (score > best.score) best = { found, score };
  }
  return best.found;
}

function candidates(script: Spoken['script']): readonly LexiconName[] {
  if (script === 'arabic') return ['ur', 'ar'];
  if (script === 'devanagari') return ['hi'];
  return ['en', 'hindustani-latn', 'sw', 'es', 'fr'];
}
