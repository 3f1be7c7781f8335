/** Text as people type it: without case and accents. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Whether every word begins a word of the text. Nothing typed: everything. */
export function matchesWords(text: string, words: string): boolean {
  const having = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const wanted = fold(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return wanted.every((word) => having.some((one) => one.startsWith(word)));
}
