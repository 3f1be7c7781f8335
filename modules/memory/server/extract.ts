import { normalise } from '#core/dialogue/text.ts';
import { readMood } from '../../mood/server/api.ts';
import words from './words/extraction.json' with { type: 'json' };

/** Something worth remembering of what somebody wrote, in their own words. */
export interface Draft {
  readonly kind: 'fact' | 'episode';
  readonly text: string;
  /** From 0 to 1. */
  readonly importance: number;
  /** Never brought up by us while somebody may be in danger, and otherwise only where they speak of it. */
  readonly sensitive: boolean;
  readonly about: readonly string[];
  /** Who is in it: "sister", "boss". Never a name. */
  readonly persons: readonly string[];
  /** How it felt; null: neither good nor bad. */
  readonly label: string | null;
}

const longest = 200;
const longestRead = 4000;
const fewestWords = 3;
const most = 5;

const listed = (list: string) =>
  list
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
const asWords = (phrase: string) => {
  const open = phrase.endsWith('*');
  return open ? ` ${normalise(phrase)}` : ` ${normalise(phrase)} `;
};
const factPhrases = Object.values(words.facts).flatMap(listed).map(asWords);
/** "_": some words between; "*ta": whatever ends so; "a/b": either. What a language says at both ends of a clause. */
const gap = '(?:\\S+ ){0,7}';
const gapped = Object.values(words.gapped).flatMap(listed).map(asPattern);

function asPattern(phrase: string): RegExp {
  const parts = phrase.split(' ').map((word) => {
    if (word === '_') return gap;
    const either = word.split('/').map((one) => (one.startsWith('*') ? `\\S*${normalise(one)}` : normalise(one)));
    return `(?:${either.join('|')}) `;
  });
  return new RegExp(` ${parts.join('')}`, 'u');
}
const rememberPhrases = Object.values(words.remember)
  .flatMap(listed)
  .map(normalise)
  .sort((one, other) => other.length - one.length);
const personOf = new Map(
  Object.entries(words.persons).flatMap(([key, list]) => list.map((word): [string, string] => [normalise(word), key])),
);
const trauma: ReadonlySet<string> = new Set(words.trauma.map(normalise));

/** "My sister Amina", "meri behan Amina", "dada yangu Amina": a person of theirs, by a name that begins with a capital. */
const named = /(?:\b(?:my|mi|mon|ma|meri|mera|mere)\s+(\p{Ll}+)|\b(\p{Ll}+)\s+(?:yangu|wangu))\s+(?:is\s+)?\p{Lu}\p{Ll}+/u;
/** Numbers of others, addresses, links: not ours to remember. */
const identifiers = /\p{Nd}[\p{Nd}\s-]{5,}|@\w|https?:|www\./u;

/**
 * Careful rather than complete: whole clauses, as they were written, that say how things are ("I work nights") or what happened and how it felt.
 * Never questions, quotations, numbers or addresses.
 */
export function extract(text: string, language: string | null): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const clause of clausesOf(text)) {
    const draft = draftOf(clause, language);
    if (draft && !drafts.some((one) => one.text === draft.text)) drafts.push(draft);
    if (drafts.length === most) break;
  }
  return drafts;
}

function clausesOf(text: string): string[] {
  const whole = text.toWellFormed();
  // Half a clause at the end of what is read says something else than the whole.
  const cut = whole.length > longestRead ? whole.slice(0, longestRead).replace(/[^.!?;\n؟۔।…]*$/u, '') : whole;
  return (cut.match(/[^.!?;\n؟۔।…]+[.!?;\n؟۔।…]*/gu) ?? [])
    .filter((part) => !/[?؟]/u.test(part) && !/["“”«»„]/u.test(part))
    .map((part) => part.replace(/[.!;\n۔।…]+$/u, '').trim())
    .filter((part) => part !== '' && part.length <= longest && !identifiers.test(part));
}

function draftOf(clause: string, language: string | null): Draft | null {
  const said = normalise(clause);
  const own = said.split(' ');
  const asked = askedToRemember(clause);
  const text = asked ?? clause;
  const reading = readMood(text, language);
  const persons = [...new Set(own.flatMap((word) => personOf.get(word) ?? []))];
  const feels = reading.label !== 'neutral' && reading.confidence >= 0.35;
  const sensitive = reading.about.includes('loss') || own.some((word) => trauma.has(word));
  const shared = { text, sensitive, about: reading.about, persons, label: feels ? reading.label : null };
  if (asked !== null) return { ...shared, kind: 'fact', importance: 1 };
  if (own.length < fewestWords) return null;
  if (namesSomebody(clause)) return { ...shared, kind: 'fact', importance: 0.8 };
  if (isFact(` ${said} `)) return { ...shared, kind: 'fact', importance: 0.6 };
  const about = reading.about.length > 0 || persons.length > 0;
  if (!feels || !about || own.length < 4) return null;
  return { ...shared, kind: 'episode', importance: 0.3 + 0.5 * reading.intensity };
}

const isFact = (framed: string) => factPhrases.some((phrase) => framed.includes(phrase)) || gapped.some((pattern) => pattern.test(framed));

/** What somebody asks to have remembered; null: they ask for nothing. */
export function askedToRemember(clause: string): string | null {
  const said = normalise(clause);
  const phrase = rememberPhrases.find((one) => said.startsWith(`${one} `));
  if (phrase === undefined) return null;
  // Words of the original, as many as the phrase has: "n'oublie pas" is two words with spaces and three compared.
  let left = phrase.split(' ').length;
  const rest = clause.split(/\s+/).filter((word) => {
    if (left <= 0) return true;
    left -= normalise(word).split(' ').length;
    return false;
  });
  return rest.join(' ') || null;
}

function namesSomebody(clause: string): boolean {
  const match = named.exec(clause);
  return match !== null && personOf.has(normalise(match[1] ?? match[2] ?? ''));
}
