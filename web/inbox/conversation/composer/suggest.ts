/** What is being typed that something can be offered for: "/hou" a canned reply, "@be" a colleague. */
export interface Wanted {
  readonly sign: '/' | '@';
  readonly words: string;
  /** Where the sign stands; what is chosen takes the place from there to the caret. */
  readonly from: number;
}

const before = { '/': /(?:^|\s)\/([\p{L}\p{N}\p{M}_-]*)$/u, '@': /(?:^|\s)@([\p{L}\p{N}\p{M}]*)$/u };

export function wantedAt(text: string, caret: number, sign: '/' | '@'): Wanted | null {
  const words = before[sign].exec(text.slice(0, caret))?.[1];
  return words === undefined ? null : { sign, words, from: caret - words.length - 1 };
}

export interface Placed {
  readonly text: string;
  readonly caret: number;
}

/** Puts words between two places, and the caret behind them. */
export function placed(text: string, words: string, from: number, to: number): Placed {
  return { text: text.slice(0, from) + words + text.slice(to), caret: from + words.length };
}

/** Who is mentioned in a note: those whose name stands in it after an "@". */
export function mentionsIn(text: string, members: readonly { readonly id: string; readonly name: string }[]): string[] {
  return members.filter(({ name }) => name !== '' && text.includes(`@${name}`)).map(({ id }) => id);
}
