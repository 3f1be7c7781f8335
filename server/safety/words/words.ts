import { foldCharacter } from './fold.ts';

/** How strongly a word is set apart from the one before: not at all, by a comma, by a new line, by the end of a sentence. */
export type Break = 0 | 1 | 2 | 3;

/** A word (or picture) of a message as it is compared, and where it stands in what the person wrote. */
export interface Word {
  readonly form: string;
  /** In UTF-16 units of the original; `end` is behind the last. */
  readonly start: number;
  readonly end: number;
  readonly breakBefore: Break;
  /** More than one space stood before it: between spaced letters that is where a word ends. */
  readonly wideBefore: boolean;
  readonly quoted: boolean;
}

/** "j'ai" is two words and "don't" is one. */
const elided = new Set(['j', 'l', 'd', 'm', 't', 's', 'n', 'c', 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quelqu']);
/** Our own: a longer one is a slip of the keyboard or an attack. */
const longestWord = 60;

/**
 * The words of a message in order. With `mending`, what hides a word is undone: symbols for letters (k1ll, my$elf), masks
 * inside words (k*ill, su-i-cide) and spaced letters. One step for each character.
 */
export function readWords(text: string, mending = false): Word[] {
  const reader = new Reader(text, mending);
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) as number;
    const length = code > 0xffff ? 2 : 1;
    reader.take(code, at, at + length);
    at += length;
  }
  const words = reader.finish();
  return mending ? joinSpacedLetters(words) : words;
}

class Reader {
  private readonly words: Word[] = [];
  private form = '';
  private start = 0;
  private end = 0;
  private breakBefore: Break = 0;
  private gaps = 0;
  private quoted = false;
  private readonly quotes: number;
  private quotesSeen = 0;
  private readonly text: string;
  private readonly mending: boolean;

  constructor(text: string, mending: boolean) {
    this.text = text;
    this.mending = mending;
    this.quotes = [...text.matchAll(/["“”„«»＂]/g)].length;
  }

  take(code: number, at: number, next: number): void {
    const { kind, letters } = foldCharacter(code);
    const hidden = this.mending && this.inside(next) ? symbols[this.text[at] ?? ''] : undefined;
    if (kind === 'nothing') this.stretch(next);
    else if (kind === 'word') this.add(letters, at, next);
    else if (hidden !== undefined) this.add(hidden, at, next);
    else if (kind === 'apostrophe') this.apostrophe(next);
    else if (kind === 'picture') this.picture(letters, at, next);
    else this.separate(kind, next);
  }

  finish(): Word[] {
    this.close();
    return this.words;
  }

  private stretch(next: number): void {
    if (this.form !== '') this.end = next;
  }

  /** Between two letters, and so perhaps one itself. */
  private inside(next: number): boolean {
    return this.form !== '' && foldCharacter(this.text.codePointAt(next) ?? 32).kind === 'word';
  }

  private add(letters: string, at: number, next: number): void {
    if (this.form === '') this.start = at;
    if (this.form.length < longestWord) this.form += letters;
    this.end = next;
  }

  private apostrophe(next: number): void {
    if (elided.has(this.form) && this.inside(next)) this.close();
    // "kids' room" and 'quoted words': an apostrophe at an edge is no letter and no break.
    else if (!this.inside(next)) this.close();
  }

  private picture(character: string, at: number, next: number): void {
    this.close();
    this.add(character, at, next);
    this.close();
  }

  private separate(kind: string, next: number): void {
    this.close();
    this.gaps += 1;
    if (kind === 'quote') this.quote();
    else if (kind === 'dot') this.raise(this.dotBreak(next));
    else if (kind === 'soft') this.raise(1);
    else if (kind === 'line') this.raise(2);
    else if (kind === 'stop') this.raise(3);
  }

  /** One dot ends a sentence when nothing or a space is behind it; several trail off like a new line; "3.5" and "i.want" do neither. */
  private dotBreak(next: number): Break {
    const [before, after] = [this.text[next - 2], this.text[next]];
    if (after !== undefined && !/\s/.test(after)) return 1;
    return before === '.' ? 2 : 3;
  }

  /** An odd last quotation mark opens nothing. */
  private quote(): void {
    this.quotesSeen += 1;
    this.quoted = this.quotesSeen % 2 === 1 && this.quotesSeen < this.quotes;
    this.raise(1);
  }

  private raise(strength: Break): void {
    if (strength > this.breakBefore) this.breakBefore = strength;
  }

  private close(): void {
    if (this.form === '') return;
    const { start, end, breakBefore, quoted } = this;
    this.words.push({ form: tidy(this.form), start, end, breakBefore, wideBefore: this.gaps > 1, quoted });
    this.form = '';
    this.breakBefore = 0;
    this.gaps = 0;
  }
}

/** What people put in a letter's place, or into a word so that it is not found. */
const symbols: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
  '€': 'e',
  '*': '',
  '#': '',
  _: '',
  '.': '',
  '-': '',
  '\u00b7': '',
  '~': '',
  '+': 't',
};

/** A letter said three times or more is said twice: "sooo" may mean "so" and "soo". Look-alikes inside a Latin word become Latin. */
function tidy(form: string): string {
  return isTidy(form) ? form : tidied(form);
}

/** Nearly every word is, and this sees it at once: no letter three times in a row, and none that looks like a Latin one. */
function isTidy(form: string): boolean {
  for (let at = 0; at < form.length; at += 1) {
    const code = form.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdfff) return false;
    if (code >= 0x370 && code <= 0x4ff) return false;
    if (at > 1 && code === form.charCodeAt(at - 1) && code === form.charCodeAt(at - 2)) return false;
  }
  return true;
}

function tidied(form: string): string {
  const latin =
    /[a-z]/.test(form) && /[\u0370-\u04ff]/.test(form) ? form.replace(/[\u0370-\u04ff]/g, (letter) => lookAlikes[letter] ?? letter) : form;
  return latin.replace(/(\p{L})\1{2,}/gu, '$1$1');
}

const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    a: 'аα',
    b: 'вβ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еεё',
    h: 'һн',
    i: 'іιї',
    j: 'ј',
    k: 'кκ',
    m: 'м',
    n: 'пη',
    o: 'оο',
    p: 'рρ',
    s: 'ѕ',
    t: 'тτ',
    u: 'υ',
    v: 'ν',
    w: 'ω',
    x: 'хχ',
    y: 'уγ',
  }).flatMap(([letter, alike]) => [...alike].map((other) => [other, letter])),
);

const digits: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', 9: 'g' };

/** "k1ll" with its digits read as letters; a number stays one. */
export function readDigits(form: string): string {
  return /[a-z]/.test(form) && /[0-9]/.test(form) ? form.replace(/[0-9]/g, (digit) => digits[digit] ?? digit) : form;
}

/** "k i l l" is one word, from three letters on; where spaces are wider, or a sentence ends, a new one begins. */
function joinSpacedLetters(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length; ) {
    let next = at + 1;
    while (next < words.length && joins(words[next - 1] as Word, words[next] as Word)) next += 1;
    const run = words.slice(at, next);
    if (run.length < 3) joined.push(...run);
    else joined.push({ ...(run[0] as Word), end: (run.at(-1) as Word).end, form: tidy(run.map((word) => word.form).join('')) });
    at = next;
  }
  return joined;
}

function joins(before: Word, word: Word): boolean {
  return letterAlone(before) && letterAlone(word) && !word.wideBefore && word.breakBefore < 2;
}

/** One letter, with the signs that some scripts put on it. */
function letterAlone({ form }: Word): boolean {
  return form.length <= 3 && /^[\p{L}\p{N}]\p{M}*$/u.test(form);
}
