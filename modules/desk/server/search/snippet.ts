import type { FoundMessage } from '../../contract.ts';
import { type Folded, fold } from './fold.ts';

/** Characters about the first match that are shown. */
const before = 50;
const most = 180;
/** More are seen as a pattern, not one by one. */
const matchesMax = 30;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The part of a text about the first match, and where the words stand in it: offsets, because a contact's words are never read as HTML. */
export function snippetOf(text: string, words: readonly string[]): FoundMessage['snippet'] {
  const found = matchesIn(text, words);
  const first = found[0]?.start ?? 0;
  const start = text.length <= most ? 0 : startOfWord(text, Math.max(0, Math.min(first - before, text.length - most)));
  const end = text.length <= most ? text.length : wholeCharacter(text, Math.min(text.length, start + most));
  return {
    text: text.slice(start, end),
    cutBefore: start > 0,
    cutAfter: end < text.length,
    matches: found
      .filter((range) => range.start >= start && range.end <= end)
      .slice(0, matchesMax)
      .map((range) => ({ start: range.start - start, end: range.end - start })),
  };
}

/** Where any of the words stands, in order, those that touch as one. A word shorter than three letters counts where a word begins. */
export function matchesIn(text: string, words: readonly string[]): Range[] {
  const folded = fold(text);
  const ranges = words.flatMap((word) => placesOf(fold(word).text, folded));
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  const joined: Range[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && range.start <= last.end) joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else joined.push(range);
  }
  return joined;
}

function placesOf(word: string, { text, from }: Folded): Range[] {
  const ranges: Range[] = [];
  if (word === '') return ranges;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (word.length < 3 && at > 0 && text[at - 1] !== ' ') continue;
    const [first, last] = [from[at], from[at + word.length - 1]];
    if (first && last) ranges.push({ start: first.start, end: last.end });
  }
  return ranges;
}

/** The beginning of the word after, when it is near; never the middle of a character. */
function startOfWord(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.indexOf(' ', at);
  return wholeCharacter(text, space >= 0 && space - at < 20 ? space + 1 : at);
}

function wholeCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at;
}
