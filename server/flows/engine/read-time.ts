import { normalise } from '#core/dialogue/text.ts';
import { plainDigits } from './read-number.ts';

/** Days and times of day as people write them. Pure: "today" is handed in. */

/** "2026-11-20"; null: no day, or none there ever was. */
function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1900 && year <= 2200 ? date.toISOString().slice(0, 10) : null;
}

/** A year of two digits: the one that is not more than ten years ahead. */
function fullYear(year: number, today: string): number {
  if (year >= 100) return year;
  const now = Number(today.slice(0, 4));
  const century = now - (now % 100) + year;
  return century > now + 10 ? century - 100 : century;
}

const languages = ['en', 'ur', 'hi', 'ar', 'sw', 'es', 'fr'];
let months: Map<string, number> | null = null;

/** "march", "mar", "machi", "مارس" → 3. */
function monthNames(): Map<string, number> {
  if (months) return months;
  months = new Map();
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC', numberingSystem: 'latn', calendar: 'gregory' });
      for (let n = 1; n <= 12; n += 1) {
        const name = normalise(format.format(new Date(Date.UTC(2026, n - 1, 15))));
        if (name !== '' && !/^\d/.test(name) && !months.has(name)) months.set(name, n);
      }
    }
  }
  return months;
}

/** ISO 8601 of a day that was written: "2026-11-20", "20/11/2026", "20.11.26", "20 November 2026". The day stands before the month. */
export function readDay(text: string, today: string): string | null {
  const plain = plainDigits(text).trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{2}|\d{4})$/.exec(plain);
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])];
    const year = fullYear(Number(numbers[3]), today);
    return second > 12 ? dayOf(year, first, second) : dayOf(year, second, first);
  }
  const words = normalise(plain).split(' ');
  const month = words.map((word) => monthNames().get(word)).find((one) => one !== undefined);
  const figures = words
    .map((word) => /^(\d{1,4})(?:st|nd|rd|th)?$/.exec(word)?.[1])
    .filter((one) => one !== undefined)
    .map(Number);
  if (month === undefined || figures.length !== 2 || words.length > 6) return null;
  const [one = 0, other = 0] = figures;
  return one > 31 ? dayOf(one, month, other) : dayOf(fullYear(other, today), month, one);
}

/** "14:30", "2:30 pm", "9am", "21h", "9.30" → "14:30". */
export function readTimeOfDay(text: string): string | null {
  const plain = plainDigits(text).trim().toLowerCase();
  const found = /^(\d{1,2})(?:\s?[:.h]\s?([0-5]\d)?)?\s?(a\.?m\.?|p\.?m\.?)?$/.exec(plain);
  if (!found || (found[2] === undefined && found[3] === undefined && !/[:.h]/.test(plain))) return null;
  const hour = Number(found[1]);
  const half = found[3]?.[0];
  if (half ? hour < 1 || hour > 12 : hour > 23) return null;
  const full = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return `${String(full).padStart(2, '0')}:${found[2] ?? '00'}`;
}
