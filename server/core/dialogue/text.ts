/**
 * Writing made comparable: compatibility forms, case, accents, Arabic and Devanagari marks that people leave out,
 * letters that keyboards confuse (ي and ی), digits of any script, and no punctuation or emoji. Two texts a person would
 * call the same word are equal afterwards. Never shown to anybody.
 */
export function normalise(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replace(invisible, '')
    .normalize('NFD')
    .replace(optionalMarks, '')
    .normalize('NFC')
    .replace(confusable, (letter) => sameLetter[letter] ?? letter)
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Zero-width characters, direction marks, variation selectors, and the Arabic tatweel: no meaning of their own. */
const invisible = /[\u00ad\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}/gu;

/** Latin accents (stop words come as "arrêt" and "arret"), Arabic vowel signs, the Devanagari nukta. */
const optionalMarks = /[\u0300-\u036f\u064b-\u065f\u0670\u093c]/gu;

/** Urdu and Arabic keyboards send different code points for what people see as one letter. */
const sameLetter: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک', ہ: 'ه', ة: 'ه', ۃ: 'ه', ھ: 'ه', ٱ: 'ا', ں: 'ن' };
const confusable = /[يىكہةۃھٱں]/gu;

function asciiDigit(digit: string): string {
  if (digit >= '0' && digit <= '9') return digit;
  const code = digit.codePointAt(0) ?? 0;
  // Decimal digits stand in runs of ten that begin at zero, in every script (Unicode ch. 4.6).
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

/** The words of a normalised text, in any script; also where words are not separated by spaces. */
export function wordsOf(normalised: string): string[] {
  return [...segmenter.segment(normalised)].filter((part) => part.isWordLike).map((part) => part.segment);
}
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
