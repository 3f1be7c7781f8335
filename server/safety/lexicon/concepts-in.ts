import { remembering } from '#platform/remember.ts';
import type { Word } from '../words/words.ts';
import stored from './lexicon.json' with { type: 'json' };
import { addToken, hashBeginnings, hashToken, type Lexicon, opens, readLexicon } from './stored.ts';

/** A concept that some words of a message stand for. */
export interface Told {
  readonly concept: number;
  readonly from: number;
  readonly to: number;
}

/** Finds what the words of a message stand for, whatever language they are of: for each word what begins there. */
export type ReadConcepts = (words: readonly Word[]) => readonly (readonly Told[])[];

const longestForm = 4;
const prefix = { shortest: 2, longest: 16 } as const;
/** Some short words are common in several languages: what counts is said in that which knows most of the words, or nearly. */
const nearlyMost = 0.75;

interface Known {
  /** What the word may be in a longer form: as it is written, and as it sounds. */
  readonly tokens: readonly number[];
  /** What the word says by itself. */
  readonly says: readonly Said[];
  /** Longer forms begin so. */
  readonly open: readonly number[];
}

interface Said {
  readonly concept: number;
  readonly languages: number;
}

interface Found extends Told {
  readonly languages: number;
}

/** The same answer for every message whatever was read before; what is known of a word is remembered. */
export function createConceptReader(lexicon: Lexicon): ReadConcepts {
  const know = remembering(4_000, (form) => knowWord(form, lexicon));
  return (words) => keepSpoken(words.map((_, at) => formsAt(words, at, know, lexicon)));
}

let own: { readonly lexicon: Lexicon; readonly read: ReadConcepts } | null = null;

/** Read at the first message, so that a start does not wait for it. */
export function ownConcepts(): { readonly lexicon: Lexicon; readonly read: ReadConcepts } {
  if (own === null) {
    const lexicon = readLexicon(stored);
    own = { lexicon, read: createConceptReader(lexicon) };
  }
  return own;
}

function knowWord(form: string, lexicon: Lexicon): Known {
  const tokens = [hashToken('exact', form)];
  if (/^[a-z]/.test(form)) tokens.push(hashToken('roman', form));
  const forms = [...tokens, ...hashBeginnings(form, prefix.shortest, prefix.longest)];
  const says: Said[] = [];
  const open = forms.filter((hash) => addSaid(says, hash, lexicon));
  return { tokens, says, open };
}

/** What a form says; whether a longer one begins so. */
function addSaid(says: Said[], form: number, { hashes, places, concepts, languages }: Lexicon): boolean {
  let isOpen = false;
  for (let at = places.find(form); at >= 0 && hashes[at] === form; at += 1) {
    const concept = concepts[at] as number;
    if (concept === opens) isOpen = true;
    else says.push({ concept, languages: languages[at] as number });
  }
  return isOpen;
}

function formsAt(words: readonly Word[], from: number, know: (form: string) => Known, lexicon: Lexicon): readonly Found[] {
  const { says, open: first } = know((words[from] as Word).form);
  if (says.length === 0 && first.length === 0) return nothing;
  const found = says.map(({ concept, languages }): Found => ({ concept, languages, from, to: from + 1 }));
  let open = first;
  for (let to = from + 2; open.length > 0 && to <= Math.min(words.length, from + longestForm); to += 1) {
    const next = words[to - 1] as Word;
    if (next.breakBefore === 3) break;
    open = goOn({ open, tokens: know(next.form).tokens }, { from, to }, found, lexicon);
  }
  return found;
}

/** What the forms are with one word more; those of them that still longer ones begin with. */
function goOn(
  { open, tokens }: Pick<Known, 'open' | 'tokens'>,
  { from, to }: Omit<Told, 'concept'>,
  found: Found[],
  lexicon: Lexicon,
): number[] {
  const longer: number[] = [];
  for (const form of open) {
    for (const token of tokens) {
      const says: Said[] = [];
      const hash = addToken(form, token);
      if (addSaid(says, hash, lexicon)) longer.push(hash);
      for (const { concept, languages } of says) found.push({ concept, languages, from, to });
    }
  }
  return longer;
}

const nothing: readonly Found[] = [];

/** The languages of each word, as bits; then of each language, how many words it knows. */
function keepSpoken(found: readonly (readonly Found[])[]): readonly (readonly Told[])[] {
  const known = new Uint8Array(found.length);
  for (const own of found) {
    for (const { from, to, languages } of own) for (let at = from; at < to; at += 1) known[at] = (known[at] as number) | languages;
  }
  const counts = new Uint32Array(8);
  for (const bits of known) for (let bit = 0; bit < 8; bit += 1) counts[bit] = (counts[bit] as number) + ((bits >> bit) & 1);
  const least = Math.max(...counts) * nearlyMost;
  const spoken = counts.reduce((bits, count, bit) => (count >= least ? bits | (1 << bit) : bits), 0);
  return found.map((own) => (own.length === 0 ? own : own.filter(({ languages }) => (languages & spoken) !== 0)));
}
