import { normalise } from './text.ts';
import answers from './words/answers.json' with { type: 'json' };
import polite from './words/polite.json' with { type: 'json' };

/** Phrases by language, as the files in words/ hold them. */
export type PhraseList = Readonly<Record<string, readonly string[]>>;

/** The phrases of every language as one set, ready to be compared with what `normalise` makes of a message. */
export function phrases(list: PhraseList): ReadonlySet<string> {
  return new Set(Object.values(list).flat().map(normalise));
}

/** Longer texts are never a command; saves the work for a 65,000-character letter. The longest phrase has under 40. */
const longestCommand = 120;

/** What a message says, if it is short enough to be a command or a word: normalised, else empty. */
export function said(message: { readonly text: string | null }): string {
  let words = heard.get(message);
  if (words === undefined) {
    words = message.text === null || message.text.length > longestCommand ? '' : normalise(message.text);
    heard.set(message, words);
  }
  return words;
}
/** Every guard asks. */
const heard = new WeakMap<object, string>();

/** "yes" and "no", for a question that offers one thing. */
export const yesWords = phrases(answers.yes);
export const noWords = phrases(answers.no);

/** Without the polite words around it: "please stop" and "stop, thank you" say "stop". Takes and gives normalised words. */
export function plainly(words: string): string {
  return ` ${words} `.replace(politeWords, '').trim();
}

/** Phrases where they stand between words, the longest first; for `replace` on a text with spaces on both sides. */
export function between(list: Iterable<string>): RegExp {
  const longestFirst = [...list].sort((one, other) => other.length - one.length);
  return new RegExp(`(?<= )(?:${longestFirst.join('|')}) `, 'g');
}

const politeWords = between(phrases(polite));
