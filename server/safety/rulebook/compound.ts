import { readDigits } from '../words/words.ts';

/** What must be known of the words of the rules. */
interface KnownWords {
  recognise(form: string): readonly number[];
  knows(form: string): boolean;
}

/** Shorter ones are too often a word of their own that we do not know. */
const shortest = 6;

/**
 * What a word hides: its digits read as letters (k1ll), and words written together (killmyself, مرناچاہتا) taken apart, the first as long
 * as possible. Just the word when there is nothing to undo.
 */
export function uncover(written: string, known: KnownWords): readonly string[] {
  const form = readDigits(written);
  const pieces = form.length >= shortest && known.recognise(form).length === 0 ? split(form, known) : null;
  return pieces ?? [form];
}

/** The word as words that the rules know; null when it is not made of such. */
function split(form: string, known: KnownWords): string[] | null {
  /** For each place that can be reached, the length of the piece that ends there. */
  const reached = new Array<number>(form.length + 1).fill(0);
  reached[0] = -1;
  for (let from = 0; from < form.length; from += 1) {
    if (reached[from] === 0) continue;
    for (let to = Math.min(form.length, from + 14); to > from; to -= 1) {
      if (reached[to] === 0 && isPiece(form.slice(from, to), from, known)) reached[to] = to - from;
    }
  }
  if (reached[form.length] === 0) return null;
  const pieces: string[] = [];
  for (let to = form.length; to > 0; to -= reached[to] as number) pieces.unshift(form.slice(to - (reached[to] as number), to));
  return pieces;
}

/** Two letters are in every word ("viol-en-ce"), so only the commonest are taken for one. */
const short = new Set(['to', 'my', 'me', 'it', 'be']);

function isPiece(form: string, from: number, known: KnownWords): boolean {
  if (form.length === 1) return form === 'i' && from === 0;
  const long = /^[a-z]/.test(form) ? form.length > 2 : form.length > 1;
  return (long || short.has(form)) && known.knows(form);
}
