import type { Words } from '#contract/flow-parts.ts';

/** Texts in the languages of a flow. */

/** The text in one language; of a plain one only in the first. */
export function textIn(words: Words | undefined, language: string, languages: readonly string[]): string {
  if (words === undefined) return '';
  if (typeof words === 'string') return language === languages[0] ? words : '';
  return words[language] ?? '';
}

/** What the contact reads: the text in their language, else in the first there is. */
export function shownIn(words: Words | undefined, language: string, languages: readonly string[]): string {
  if (words === undefined) return '';
  if (typeof words === 'string') return words;
  return words[language] ?? languages.map((one) => words[one]).find((one) => one !== undefined) ?? Object.values(words)[0] ?? '';
}

/** With another text in one language; undefined when none is left. */
export function withText(words: Words | undefined, text: string, language: string, languages: readonly string[]): Words | undefined {
  const first = languages[0] ?? language;
  if (languages.length === 1 && (words === undefined || typeof words === 'string')) return text === '' ? undefined : text;
  const before = words === undefined ? {} : typeof words === 'string' ? { [first]: words } : words;
  const { [language]: _, ...others } = before;
  const next = text === '' ? others : { ...before, [language]: text };
  return Object.keys(next).length === 0 ? undefined : next;
}

export interface TextPart {
  readonly text: string;
  /** What fills it; null: plain words. */
  readonly gap: string | null;
}

/** A text in its parts, gaps by the name of what fills them. Conditions and loops of a template stay as they are written. */
export function partsOf(text: string): TextPart[] {
  return text.split(/(\{\{.*?\}\})/s).flatMap((part) => {
    if (part === '') return [];
    const gap = /^\{\{-?\s*([\w.-]+)/.exec(part)?.[1];
    return [{ text: part, gap: gap ?? null }];
  });
}
