import { topics } from '../brain/moods.ts';
import type { Week } from '../mind.ts';
import type { Period } from './when.ts';

export type Sentence = (key: string, values?: Readonly<Record<string, string | number>>) => string;

interface Told {
  readonly every: 'daily' | 'weekly';
  readonly name: string | null;
  readonly days: readonly { readonly day: string; readonly messages: number }[];
  /** Null: moods are not kept of them. */
  readonly week: Week | null;
}

/** For the person; null: there is nothing to say. No word of theirs, and nothing that must not be read over their shoulder. */
export function forPerson(sentence: Sentence, { every, name, days, week }: Told): string | null {
  if (days.length === 0) return null;
  const first = sentence(`companion.summary.${every}`, { name: name ? `, ${name}` : '' });
  if (every === 'daily') return [first, ...moodOf(sentence, week), sentence('companion.summary.end')].join(' ');
  return [
    first,
    sentence('companion.summary.days', { days: days.length }),
    ...moodOf(sentence, week),
    ...aboutOf(sentence, week),
    sentence('companion.summary.end'),
  ].join(' ');
}

function moodOf(sentence: Sentence, week: Week | null): string[] {
  if (!week?.said) return [];
  const { median, low, high } = week.said;
  const way = week.direction === 'level' ? 'same' : week.direction;
  return [
    sentence('companion.summary.mood', { median, lowest: low, highest: high }),
    ...(way === null ? [] : [sentence(`companion.summary.${way}`)]),
  ];
}

function aboutOf(sentence: Sentence, week: Week | null): string[] {
  const known = (week?.about ?? []).filter((one) => (topics as readonly string[]).includes(one));
  if (known.length === 0) return [];
  return [sentence('companion.summary.topics', { topics: known.map((one) => sentence(`companion.about.${one}`)).join(', ') })];
}

interface ForClinician extends Omit<Told, 'every'> {
  readonly period: Period;
  readonly incidents: number;
  readonly patterns: readonly string[];
}

/** For the clinician who looks after them; only what they share. */
export function forClinician(sentence: Sentence, { name, days, week, period, incidents, patterns }: ForClinician): string {
  const messages = days.reduce((sum, one) => sum + one.messages, 0);
  return [
    sentence('companion.clinician.title', { name: name ?? '–', from: period.from, to: period.to }),
    sentence('companion.clinician.days', { days: days.length, messages }),
    ...moodOf(sentence, week),
    ...aboutOf(sentence, week),
    sentence('companion.clinician.incidents', { count: incidents }),
    ...patterns.map((pattern) => sentence('companion.clinician.pattern', { pattern })),
  ].join('\n');
}
