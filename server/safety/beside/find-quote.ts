/** Where a quotation stands in a text; null: it does not. Case, spaces and the forms of apostrophes do not count: models tidy what they copy. */
export function findQuote(text: string, quote: string): { readonly start: number; readonly end: number } | null {
  const wanted = foldQuote(quote).letters.trim();
  if (wanted.length < shortest) return null;
  const { letters, places } = foldQuote(text);
  const at = letters.indexOf(wanted);
  if (at < 0) return null;
  return { start: places[at] as number, end: places[at + wanted.length] ?? text.length };
}

/** What is shorter stands everywhere. */
const shortest = 2;

/** The letters that count, each with the place where it stands. */
function foldQuote(text: string): { readonly letters: string; readonly places: readonly number[] } {
  let letters = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const folded = /^\s$/u.test(letter)
      ? ' '
      : letter
          .normalize('NFKC')
          .toLowerCase()
          .replace(/[’‘ʼ`´]/g, "'")
          .replace(/[“”«»]/g, '"');
    if (!(folded === ' ' && letters.endsWith(' ')) && !/^\p{Cf}$/u.test(letter)) {
      letters += folded;
      for (let n = 0; n < folded.length; n += 1) places.push(at);
    }
    at += letter.length;
  }
  places.push(at);
  return { letters, places };
}
