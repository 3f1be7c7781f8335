import type { Vocabulary } from '../rulebook/vocabulary.ts';
import { readWords, type Word } from '../words/words.ts';

/**
 * The words again with what hides them undone: symbols and digits for letters, masks, spaced letters, words written together
 * (killmyself, مرناچاہتا). Null when that changes nothing.
 */
export function mendWords(text: string, words: readonly Word[], vocabulary: Vocabulary): Word[] | null {
  const again = hides.test(text) || hasSpacedLetters(words) ? readWords(text, true) : words;
  if (again === words && words.every(({ form }) => isPlain(vocabulary.uncovered(form), form))) return null;
  const mended = again.flatMap((word) => mendWord(word, vocabulary));
  const same = mended.length === words.length && mended.every(({ form }, at) => form === words[at]?.form);
  return same ? null : mended;
}

function isPlain(pieces: readonly string[], form: string): boolean {
  return pieces.length === 1 && pieces[0] === form;
}

function mendWord(word: Word, vocabulary: Vocabulary): Word[] {
  // Each piece quotes the whole: that is what the person wrote.
  return vocabulary
    .uncovered(word.form)
    .map((piece, number) => ({ ...word, form: piece, breakBefore: number === 0 ? word.breakBefore : 0 }));
}

function hasSpacedLetters(words: readonly Word[]): boolean {
  return words.some(({ form }, at) => form.length === 1 && words[at + 1]?.form.length === 1);
}

/** A sign between letters, or a digit beside one. */
const hides = /\p{L}[@$!|€*#_.\-·~+]+\p{L}|\p{L}\d|\d\p{L}/u;
