import { readGaps } from '../classifier/gaps.ts';
import { createHashIndex, emptyHash, endHash, type Hash, type HashIndex, hashLetter, hashMore } from '../classifier/hash.ts';
import { romanKey } from '../words/roman.ts';

/** How the lexicon is stored: by the sorted hashes of its forms, what each says and in which languages. */
export interface StoredLexicon {
  /** The names of the concepts; their numbers are their places here. */
  readonly names: readonly string[];
  /** What lies between one hash and the next, in bytes of seven bits. A form of two concepts stands here twice. */
  readonly hashes: string;
  /** The number of the concept, two bytes each; `opens` where a longer form only begins so. */
  readonly concepts: string;
  /** One bit for each language that says it so. */
  readonly languages: string;
}

/** Stands for no concept: a form of several words begins with these. */
export const opens = 0xffff;

export interface Lexicon {
  readonly names: readonly string[];
  readonly places: HashIndex;
  readonly hashes: Uint32Array;
  readonly concepts: Uint16Array;
  readonly languages: Uint8Array;
}

/** What a word may stand for in a form. */
export type Kind = 'exact' | 'roman' | 'prefix';

const [ofExact, ofRoman, ofPrefix] = ['=', '~', '*'].map((kind) => hashMore(emptyHash, kind)) as [Hash, Hash, Hash];
const begun: Readonly<Record<Kind, Hash>> = { exact: ofExact, roman: ofRoman, prefix: ofPrefix };

export const hashToken = (kind: Kind, text: string): number => endHash(hashMore(begun[kind], kind === 'roman' ? romanKey(text) : text));

/** Those of the beginnings of a word, from `shortest` letters on. */
export function hashBeginnings(word: string, shortest: number, longest: number): number[] {
  const hashes: number[] = [];
  let hash = ofPrefix;
  for (let at = 0; at < word.length && at < longest; at += 1) {
    hash = hashLetter(hash, word.charCodeAt(at));
    if (at + 1 >= shortest) hashes.push(endHash(hash));
  }
  return hashes;
}

/** The hash of a form of several words, word by word; that of one word is its token's own. */
export const addToken = (form: number, token: number): number => endHash(Math.imul(form ^ 0x9e3779b9, 0x01000193) ^ token);

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

export function readLexicon({ names, hashes: gaps, concepts, languages }: StoredLexicon): Lexicon {
  const hashes = readGaps(gaps);
  return {
    names,
    hashes,
    places: createHashIndex(hashes),
    concepts: new Uint16Array(bytesOf(concepts).buffer),
    languages: bytesOf(languages),
  };
}
