/** What one character of a message is for the rules: part of a word, a break, or nothing. */
export interface Folded {
  readonly kind: 'word' | 'nothing' | 'apostrophe' | 'gap' | 'soft' | 'dot' | 'line' | 'stop' | 'quote' | 'picture';
  /** Its letters, compared rather than shown: one character may become several, or none. */
  readonly letters: string;
}

const cache = new Map<number, Folded>();

/** The same for every way to write one letter: wide, bold, accented, or from another keyboard. Always the same for the same character. */
export function foldCharacter(code: number): Folded {
  let folded = cache.get(code);
  if (!folded) {
    folded = fold(String.fromCodePoint(code), code);
    // Twice the letters of the nine languages; a hostile text of all Unicode costs time, not memory.
    if (cache.size < 4_000) cache.set(code, folded);
  }
  return folded;
}

/** Marks and formats that are no letters of their own, and skin tones. */
const unseen = /\p{M}|\p{Cf}|\p{Emoji_Modifier}/u;

const nothing: Folded = { kind: 'nothing', letters: '' };

function fold(character: string, code: number): Folded {
  const special = specials.get(character);
  if (special) return { kind: special, letters: '' };
  const letters = lettersOf(character, code);
  if (/^[\p{L}\p{M}\p{N}]+$/u.test(letters)) return { kind: 'word', letters };
  if (letters === '' || unseen.test(character)) return nothing;
  if (/\p{Extended_Pictographic}/u.test(character)) return { kind: 'picture', letters: character };
  return { kind: 'gap', letters: '' };
}

function lettersOf(character: string, code: number): string {
  const enclosed = enclosedLetter(code);
  if (enclosed) return enclosed;
  return [...character.normalize('NFKD').toLowerCase().normalize('NFKD')].map(oneLetter).join('');
}

function oneLetter(letter: string): string {
  if (dropped.test(letter)) return '';
  if (/\p{Nd}/u.test(letter)) return digitOf(letter);
  return sameLetter.get(letter) ?? letter;
}

/** Latin accents, Arabic vowel signs and hamza, tatweel, the Devanagari nukta, and what cannot be seen. */
const dropped =
  /[\u0300-\u036f\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}/u;

/** Keyboards for Arabic, Urdu and Persian send different characters for what people see as one letter; some Latin ones look alike. */
const sameLetter = new Map<string, string>(
  Object.entries({
    ی: 'يىېے',
    ک: 'ك',
    ه: 'ةہھۃەۂ',
    ا: 'ٱ',
    ن: 'ں',
    '\u0902': '\u0901',
    i: 'ıɪ',
    l: 'ʟł',
    k: 'ᴋ',
    s: 'ꜱß',
    e: 'ᴇɛ',
    d: 'ᴅđ',
    a: 'ᴀɑ',
    m: 'ᴍ',
    y: 'ʏ',
  }).flatMap(([letter, alike]) => [...alike].map((other) => [other, letter] as const)),
);

/** Letters in black circles and squares have no decomposition in Unicode. */
function enclosedLetter(code: number): string | null {
  for (const first of [0x1f150, 0x1f170]) {
    if (code >= first && code < first + 26) return String.fromCharCode(97 + code - first);
  }
  return null;
}

function digitOf(digit: string): string {
  if (digit >= '0' && digit <= '9') return digit;
  const code = digit.codePointAt(0) ?? 0;
  // Decimal digits stand in runs of ten that begin at zero, in every script (Unicode ch. 4.6).
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

const specials = new Map<string, Folded['kind']>([
  ...kind('apostrophe', "'‘’‛ʼʻ′´`＇"),
  ...kind('soft', ',;:،؛…—–()[]{}/，；：'),
  ...kind('dot', '.'),
  ...kind('line', '\n\r\u2028\u2029'),
  ...kind('stop', '!?؟۔।॥¿¡！？。'),
  ...kind('quote', '"“”„«»＂'),
  // The zero-width non-joiner stands where a space could in Urdu and Persian.
  ...kind('gap', '\u200c'),
]);

function kind(name: Folded['kind'], characters: string): [string, Folded['kind']][] {
  return [...characters].map((character) => [character, name]);
}
