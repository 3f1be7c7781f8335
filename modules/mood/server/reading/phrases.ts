import { normalise } from '#core/dialogue/text.ts';
import type { Lexicon, Meaning, Phrase } from './lexicon.ts';

/** A text as words, in clauses. */
export interface Spoken {
  readonly words: readonly string[];
  /** By word: the number of its clause; and where each clause begins and ends. */
  readonly clauses: readonly number[];
  readonly spans: readonly (readonly [number, number])[];
  /** By word: it stands in quotation marks, so somebody else may have said it. */
  readonly quoted: readonly boolean[];
  readonly script: 'latin' | 'arabic' | 'devanagari';
}

/** A phrase of a lexicon that stands in a text, from the word `at` to before `end`. */
export interface Found {
  readonly at: number;
  readonly end: number;
  readonly meaning: Meaning;
}

const clauseEnds = /[.!?;:\n,،؛؟۔।॥…—–]+/u;
const quotes = /["“”«»„]([^"“”«»„]{1,200})["“”«»„]/gu;

export function wordsOfText(text: string): Spoken {
  const words: string[] = [];
  const clauses: number[] = [];
  const spans: [number, number][] = [];
  const quoted: boolean[] = [];
  // What is quoted is told apart, and read as a clause of its own.
  const parts = text.replace(quotes, '\n\u0001$1\n').split(clauseEnds);
  for (const part of parts) {
    const isQuoted = part.includes('\u0001');
    const own = normalise(part.replaceAll('\u0001', ' '))
      .split(' ')
      .filter((word) => word !== '');
    if (own.length === 0) continue;
    spans.push([words.length, words.length + own.length]);
    for (const word of own) {
      words.push(word);
      clauses.push(spans.length - 1);
      quoted.push(isQuoted);
    }
  }
  return { words, clauses, spans, quoted, script: scriptOf(text) };
}

function scriptOf(text: string): Spoken['script'] {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const [latin, arabic, devanagari] = [count(/\p{Script=Latin}/gu), count(/\p{Script=Arabic}/gu), count(/\p{Script=Devanagari}/gu)];
  if (arabic > latin && arabic >= devanagari) return 'arabic';
  return devanagari > latin ? 'devanagari' : 'latin';
}

/** What of a lexicon stands in a text: the longest phrase of each kind at each place; a feeling inside of a longer one is not another. */
export function findPhrases({ words, clauses }: Spoken, { byFirst, open, formsOf }: Lexicon): Found[] {
  const forms = words.map((word) => formsOf(word));
  const found: Found[] = [];
  /** Up to where feelings are taken by a longer phrase. */
  let feltTo = 0;
  for (let at = 0; at < words.length; at += 1) {
    const here = [...(forms[at] as readonly string[]).flatMap((form) => byFirst.get(form) ?? []), ...open];
    for (const { words: said, meaning } of longestOfEach(here.filter((phrase) => stands(phrase, at, forms, clauses)))) {
      const end = at + said.length;
      const isInside = meaning.kind === 'feeling' && end <= feltTo;
      if (isInside) continue;
      if (meaning.kind === 'feeling') feltTo = end;
      found.push({ at, end, meaning });
    }
  }
  // "Not bad" is no "not": what a feeling is said with denies nothing else.
  const felt = found.filter(({ meaning, at, end }) => meaning.kind === 'feeling' && end - at > 1);
  return found.filter(
    ({ meaning, at, end }) =>
      (meaning.kind !== 'notBefore' && meaning.kind !== 'notAfter') || !felt.some((one) => at >= one.at && end <= one.end),
  );
}

function longestOfEach(phrases: readonly Phrase[]): Iterable<Phrase> {
  const longest = new Map<string, Phrase>();
  for (const phrase of phrases) {
    const { kind } = phrase.meaning;
    if (phrase.words.length > (longest.get(kind)?.words.length ?? 0)) longest.set(kind, phrase);
  }
  return longest.values();
}

function stands({ words }: Phrase, at: number, forms: readonly (readonly string[])[], clauses: readonly number[]): boolean {
  if (at + words.length > forms.length || clauses[at] !== clauses[at + words.length - 1]) return false;
  return words.every((word, offset) => {
    const own = forms[at + offset] as readonly string[];
    return word.endsWith('*') ? own.some((form) => form.startsWith(word.slice(0, -1))) : own.includes(word);
  });
}
