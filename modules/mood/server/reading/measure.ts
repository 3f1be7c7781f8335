import { MoodTopic } from '../../contract.ts';
import { readMood } from './read-mood.ts';

/** A text whose mood a person has said: "label | topics | text". */
export interface MoodCase {
  readonly label: string;
  readonly about: readonly string[];
  readonly text: string;
}

/** Both halves of a file of cases: what the words were made on, and what was kept apart. */
export function readMoodCases(file: string): { readonly made: readonly MoodCase[]; readonly kept: readonly MoodCase[] } {
  const [made = '', kept = ''] = file.split(/^---$/m);
  return { made: casesOf(made), kept: casesOf(kept) };
}

function casesOf(part: string): MoodCase[] {
  return part
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [label = '', topics = '', ...text] = line.split('|').map((one) => one.trim());
      const about = topics.split(',').filter((topic) => topic !== '');
      return { label, about: about.map((topic) => MoodTopic.parse(topic.trim())), text: text.join('|') };
    });
}

export interface MoodFigures {
  readonly cases: number;
  readonly right: number;
  /** Whether it is good, bad or neither. */
  readonly rightSign: number;
  /** Of the topics that are named, how many were found. */
  readonly topics: { readonly named: number; readonly found: number };
  /** "sad → tired": how often. */
  readonly mistakes: ReadonlyMap<string, number>;
  readonly wrong: readonly { readonly text: string; readonly label: string; readonly read: string }[];
}

export function measureMoods(cases: readonly MoodCase[], language: string): MoodFigures {
  const signOf = (label: string) => (label === 'neutral' ? 0 : good.has(label) ? 1 : -1);
  const read = cases.map((one) => ({ ...one, reading: readMood(one.text, language) }));
  const wrong = read.filter(({ label, reading }) => reading.label !== label);
  const mistakes = new Map<string, number>();
  for (const { label, reading } of wrong)
    mistakes.set(`${label} → ${reading.label}`, (mistakes.get(`${label} → ${reading.label}`) ?? 0) + 1);
  return {
    cases: cases.length,
    right: cases.length - wrong.length,
    rightSign: read.filter(({ label, reading }) => signOf(label) === signOf(reading.label)).length,
    topics: {
      named: read.reduce((sum, { about }) => sum + about.length, 0),
      found: read.reduce((sum, { about, reading }) => sum + about.filter((topic) => (reading.about as string[]).includes(topic)).length, 0),
    },
    mistakes,
    wrong: wrong.map(({ text, label, reading }) => ({ text, label, read: reading.label })),
  };
}

const good = new Set(['happy', 'grateful', 'hopeful', 'calm']);
