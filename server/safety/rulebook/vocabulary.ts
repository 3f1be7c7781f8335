import { remembering } from '#platform/remember.ts';
import { romanKey } from '../words/roman.ts';
import { uncover } from './compound.ts';
import { readSpelling } from './spelling.ts';

/** People use few words most of the time, and a hostile text fills nobody's memory. */
const remembered = 4_000;

/** All words of all rule files, each with a number; and how a word of a message is recognised as one of them. */
export class Vocabulary {
  private readonly exact = new Map<string, number>();
  private readonly roman = new Map<string, number>();
  private readonly squeezed = new Map<string, number[]>();
  private readonly prefixes = new Map<string, number>();
  private readonly prefixLengths = new Set<number>();
  private readonly slips = new Map<string, number[]>();
  private count = 0;

  /** The numbers of a word in all its spellings. */
  learn(written: string, roman: boolean): number[] {
    const { forms, prefix, slips } = readSpelling(written);
    if (prefix) return forms.map((form) => this.learnPrefix(form));
    const numbers = forms.map((form) => this.number(this.exact, form));
    for (const [at, form] of forms.entries()) this.learnVariants(form, numbers[at] as number, slips);
    if (!roman) return numbers;
    return [...new Set([...numbers, ...forms.filter(isLatin).map((form) => this.number(this.roman, romanKey(form)))])];
  }

  private number(map: Map<string, number>, key: string): number {
    const known = map.get(key);
    if (known !== undefined) return known;
    map.set(key, this.count);
    this.count += 1;
    return this.count - 1;
  }

  private learnPrefix(form: string): number {
    this.prefixLengths.add(form.length);
    return this.number(this.prefixes, form);
  }

  private learnVariants(form: string, number: number, slips: boolean): void {
    add(this.squeezed, squeeze(form), number);
    if (slips) for (const shorter of [form, ...withoutOne(form)]) add(this.slips, shorter, number);
  }

  /** Which words of the rules this is: as written, spelled freely, stretched, with "and" before it, or with a slip. Mostly none. */
  readonly recognise = remembering(remembered, (form) => this.find(form));

  /** What the word hides (see `uncover`). */
  readonly uncovered = remembering(remembered, (form) => uncover(form, this));

  private find(form: string): readonly number[] {
    const found: number[] = [];
    const exact = this.exact.get(form);
    if (exact !== undefined) found.push(exact);
    const roman = isLatin(form) ? this.roman.get(romanKey(form)) : undefined;
    if (roman !== undefined) found.push(roman);
    for (const length of this.prefixLengths) {
      const prefix = form.length >= length ? this.prefixes.get(form.slice(0, length)) : undefined;
      if (prefix !== undefined) found.push(prefix);
    }
    // "dieee": stretched, unless it is a word as it stands.
    if (exact === undefined && form.length > 3 && /(.)\1/u.test(form)) found.push(...(this.squeezed.get(squeeze(form)) ?? none));
    return found.length > 0 ? found : this.guess(form);
  }

  knows(form: string): boolean {
    return this.exact.has(form) || (isLatin(form) && form.length > 3 && this.roman.has(romanKey(form)));
  }

  private guess(form: string): readonly number[] {
    if (form.length < 4) return none;
    // Arabic writes "and" and "so" onto the next word.
    if (/^[وف]/.test(form)) {
      const rest = this.exact.get(form.slice(1));
      if (rest !== undefined) return [rest];
    }
    return form.length < 6 || form.length > 20 ? none : this.guessSlip(form);
  }

  private guessSlip(form: string): readonly number[] {
    for (const shorter of [form, ...withoutOne(form)]) {
      const found = this.slips.get(shorter);
      if (found) return found;
    }
    return none;
  }
}

const none: readonly number[] = [];

function isLatin(form: string): boolean {
  const first = form.charCodeAt(0);
  return first >= 97 && first <= 122;
}

function squeeze(form: string): string {
  return form.replace(/(\p{L})\1+/gu, '$1');
}

/** All words with one letter left out: two words one slip apart share one. */
function withoutOne(form: string): string[] {
  return Array.from(form, (_, at) => form.slice(0, at) + form.slice(at + 1));
}

function add(map: Map<string, number[]>, key: string, number: number): void {
  const known = map.get(key);
  if (!known) map.set(key, [number]);
  else if (!known.includes(number)) known.push(number);
}
