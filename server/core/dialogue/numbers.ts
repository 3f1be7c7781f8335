import { normalise } from './text.ts';
import words from './words/numbers.json' with { type: 'json' };

/** "two", "mbili", "اثنين" → 2. In two languages one word never means two numbers; a test checks it. */
export const numberWords: ReadonlyMap<string, number> = new Map(
  Object.values(words.numbers).flatMap((language) =>
    language.flatMap((same, index) => same.map((word): [string, number] => [normalise(word), index + 1])),
  ),
);

const before = Object.values(words.before)
  .flat()
  .map((word) => `${normalise(word)} `)
  // The longest first: "la opción 2" is not "opción 2" after "la".
  .sort((a, b) => b.length - a.length);

/** The number that a short, normalised message says and nothing else: "2", "two", "option 2", "٢", a keycap. Null: it says more, or none. */
export function numberSaid(said: string): number | null {
  // A keycap emoji is a digit with a frame around it, which stays as a mark.
  const plain = said.replaceAll('\u20e3', '').trim();
  const start = before.find((one) => plain.startsWith(one)) ?? '';
  const rest = plain.slice(start.length);
  if (/^\d{1,2}$/.test(rest)) return Number(rest);
  return numberWords.get(rest) ?? numberWords.get(plain) ?? null;
}
