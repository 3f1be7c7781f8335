import { normalise } from '#core/dialogue/text.ts';
import type { Language } from '#platform/i18n.ts';
import { MoodLabel, MoodTopic } from '../../contract.ts';
import ar from './words/ar.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import hi from './words/hi.json' with { type: 'json' };
import hindustaniLatn from './words/hindustani-latn.json' with { type: 'json' };
import sw from './words/sw.json' with { type: 'json' };
import ur from './words/ur.json' with { type: 'json' };

/** How the words of a language say moods: see words/README.md. */
export interface WordFile {
  readonly feelings: Readonly<Record<string, string>>;
  readonly more: string;
  readonly less: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly but: string;
  readonly self: string;
  readonly others: string;
  readonly topics: Readonly<Record<string, string>>;
}

export type Meaning =
  | {
      readonly kind: 'feeling';
      readonly label: MoodLabel;
      readonly strength: number;
      readonly deniable: boolean;
      readonly anybody: boolean;
    }
  | { readonly kind: 'topic'; readonly topic: MoodTopic }
  | { readonly kind: 'more' | 'less' | 'notBefore' | 'notAfter' | 'but' | 'self' | 'others' };

/** A phrase, word by word; a word that ends in "*" stands for every word that begins so. */
export interface Phrase {
  readonly words: readonly string[];
  readonly meaning: Meaning;
}

export interface Lexicon {
  readonly name: string;
  /** By the first word; those whose first word is open stand apart. */
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>;
  readonly open: readonly Phrase[];
  /** A word as it is compared in this language; more than one where it may be written with what belongs to others. */
  formsOf(word: string): readonly string[];
}

const strengths: Readonly<Record<string, number>> = { '!': 0.85, '?': 0.35 };

/** Roman Urdu and Hindi are spelled as each likes: "bohat acha", "bahut accha". */
const romanForm = (word: string) =>
  word
    .replace(/ee/g, 'i')
    .replace(/oo/g, 'u')
    .replace(/(.)\1+/g, '$1')
    .replace(/q/g, 'k')
    .replace(/w/g, 'v')
    .replace(/x/g, 'ks');

/** "Soooo" is "so". */
const shortened = (word: string) => (/(.)\1\1/u.test(word) ? [word, word.replace(/(.)\1{2,}/gu, '$1')] : [word]);

/** "And", "the", "in the", "for the" are written onto the word. */
const arabicForms = (word: string) => [word, word.replace(/^و(?=...)/u, ''), word.replace(/^و?(?:ال|بال|لل|وال|كال)(?=..)/u, '')];

const formsOf: Readonly<Record<string, Lexicon['formsOf']>> = {
  'hindustani-latn': (word) => [romanForm(word)],
  ar: (word) => [...new Set(arabicForms(word))],
};

const files = { en, es, fr, sw, ur, hi, ar, 'hindustani-latn': hindustaniLatn };
export type LexiconName = keyof typeof files;

/** Where the words of a language stand. */
export const lexiconOf: Readonly<Record<Language, LexiconName>> = {
  en: 'en',
  es: 'es',
  fr: 'fr',
  sw: 'sw',
  ur: 'ur',
  hi: 'hi',
  ar: 'ar',
  'ur-Latn': 'hindustani-latn',
  'hi-Latn': 'hindustani-latn',
};

const compiled = new Map<LexiconName, Lexicon>();

/** Made when it is first asked for. */
export function lexicon(name: LexiconName): Lexicon {
  let made = compiled.get(name);
  if (!made) {
    made = compile(name, files[name]);
    compiled.set(name, made);
  }
  return made;
}

function compile(name: LexiconName, file: WordFile): Lexicon {
  const forms = formsOf[name] ?? shortened;
  const phrases = [
    ...Object.entries(file.feelings).flatMap(([label, list]) => listed(list).map((one) => feeling(MoodLabel.parse(label), one))),
    ...Object.entries(file.topics).flatMap(([topic, list]) => plain(list, { kind: 'topic', topic: MoodTopic.parse(topic) })),
    ...(['more', 'less', 'notBefore', 'notAfter', 'but', 'self', 'others'] as const).flatMap((kind) => plain(file[kind], { kind })),
  ].map(({ text, meaning }) => ({ words: wordsOfPhrase(text, forms), meaning }));
  const nots = new Set(phrases.flatMap(({ words, meaning }) => (meaning.kind === 'notBefore' || meaning.kind === 'notAfter' ? words : [])));
  const own = phrases.map((phrase) => withoutDenial(phrase, nots));
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of own) {
    const first = phrase.words[0] as string;
    if (!first.endsWith('*')) byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  return { name, byFirst, open: own.filter(({ words }) => (words[0] as string).endsWith('*')), formsOf: forms };
}

/** "No friends" has its "not" in it: another one near by ("je n'ai pas d'amis") takes nothing back. */
function withoutDenial({ words, meaning }: Phrase, nots: ReadonlySet<string>): Phrase {
  if (meaning.kind !== 'feeling' || !words.some((word) => nots.has(word))) return { words, meaning };
  return { words, meaning: { ...meaning, deniable: false } };
}

const listed = (list: string) =>
  list
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

const plain = (list: string, meaning: Meaning) => listed(list).map((text) => ({ text, meaning }));

function feeling(label: MoodLabel, written: string): { text: string; meaning: Meaning } {
  const [, text = '', marks = ''] = /^(.*?)([!?=^]*)$/u.exec(written) ?? [];
  const strength = strengths[[...marks].find((mark) => strengths[mark] !== undefined) ?? ''] ?? 0.6;
  return { text, meaning: { kind: 'feeling', label, strength, deniable: !marks.includes('='), anybody: marks.includes('^') } };
}

function wordsOfPhrase(text: string, forms: Lexicon['formsOf']): string[] {
  return text.split(/\s+/).flatMap((word) => {
    const open = word.endsWith('*');
    return normalise(word)
      .split(' ')
      .filter((part) => part !== '')
      .map((part, at, parts) => {
        const form = forms(part)[0] as string;
        return open && at === parts.length - 1 ? `${form}*` : form;
      });
  });
}
