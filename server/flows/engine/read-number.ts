import { numberSaid } from '#core/dialogue/numbers.ts';
import { normalise } from '#core/dialogue/text.ts';

/** Digits of any script as ours, and every other sign as it is. */
export function plainDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, (digit) => normalise(digit))
    .replaceAll('٫', '.')
    .replaceAll('٬', ',');
}

/** Longer texts say more than a number. */
const longest = 60;

/** The one number a text says: "34", "I am 34", "٣٤", "1,250.5", "two". Null: none, or more than one. */
export function readNumber(text: string): number | null {
  if (text.length > longest) return null;
  const plain = plainDigits(text);
  const found = plain.match(/[-−]?\d[\d.,\u00a0 ]*/g);
  if (found?.length !== 1) return found ? null : numberSaid(normalise(text));
  const digits = found[0]
    .replace('−', '-')
    .replace(/[\u00a0 ]/g, '')
    .replace(/[.,]$/, '');
  const number = Number(decimal(digits));
  // Minus nothing is nothing: as JSON it would be that anyway.
  return Number.isFinite(number) ? number || 0 : null;
}

/** One separator with three digits behind it groups thousands; the last of two different ones, or any other, begins the fraction. */
function decimal(digits: string): string {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return digits;
  const separators = digits.replace(/[^.,]/g, '');
  const sign = digits[last] as string;
  const repeated = separators.length > 1 && [...separators].every((one) => one === sign);
  const groups = repeated || (separators.length === 1 && sign === ',' && /^-?\d{1,3},\d{3}$/.test(digits));
  if (groups) return digits.replace(/[.,]/g, '');
  return `${digits.slice(0, last).replace(/[.,]/g, '')}.${digits.slice(last + 1)}`;
}
