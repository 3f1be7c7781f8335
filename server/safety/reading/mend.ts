import type { Vocabulary } from '../rulebook/vocabulary.ts';
import { readDigits, readWords, type Word } from '../words/words.ts';

/** Shorter ones are too often a word of their own that we do not know. */
const shortest = 6;

/**
 * The words again with what hides them undone: symbols and digits for letters, masks, spaced letters, words written together
 * (killmyself, مرناچاہتا). Null when that changes nothing.
 */
export function mendWords(text: string, words: readonly Word[], vocabulary: Vocabulary): Word[] | null {
  const again = hides.test(text) || hasSpacedLetters(words) ? readWords(text, true) : words;
  const mended = again.flatMap((word) => mendWord(word, vocabulary));
  const same = mended.length === words.length && mended.every(({ form }, at) => form === words[at]?.form);
  return same ? null : mended;
}

function mendWord(word: Word, vocabulary: Vocabulary): Word[] {
  const form = readDigits(word.form);
  const pieces = form.length >= shortest && vocabulary.recognise(form).length === 0 ? split(form, vocabulary) : null;
  // Each piece quotes the whole: that is what the person wrote.
  return (pieces ?? [form]).map((piece, number) => ({ ...word, form: piece, breakBefore: number === 0 ? word.breakBefore : 0 }));
}

function hasSpacedLetters(words: readonly Word[]): boolean {
  return words.some(({ form }, at) => form.length === 1 && words[at + 1]?.form.length === 1);
}

/** A sign between letters, or a digit beside one. */
const hides = /\p{L}[@$!|€*#_.\-·~+]+\p{L}|\p{L}\d|\d\p{L}/u;

/** The word as words that the rules know, the first as long as possible; null when it is not made of such. */
function split(form: string, vocabulary: Vocabulary): string[] | null {
  /** For each place that can be reached, the length of the piece that ends there. */
  const reached = new Array<number>(form.length + 1).fill(0);
  reached[0] = -1;
  for (let from = 0; from < form.length; from += 1) {
    if (reached[from] === 0) continue;
    for (let to = Math.min(form.length, from + 14); to > from; to -= 1) {
      if (reached[to] === 0 && isPiece(form.slice(from, to), from, vocabulary)) reached[to] = to - from;
    }
  }
  if (reached[form.length] === 0) return null;
  const pieces: string[] = [];
  for (let to = form.length; to > 0; to -= reached[to] as number) pieces.unshift(form.slice(to - (reached[to] as number), to));
  return pieces;
}

/** Two letters are in every word ("viol-en-ce"), so only the commonest are taken for one. */
const short = new Set(['to', 'my', 'me', 'it', 'be']);

function isPiece(form: string, from: number, vocabulary: Vocabulary): boolean {
  if (form.length === 1) return form === 'i' && from === 0;
  const long = /^[a-z]/.test(form) ? form.length > 2 : form.length > 1;
  return (long || short.has(form)) && vocabulary.knows(form);
}
