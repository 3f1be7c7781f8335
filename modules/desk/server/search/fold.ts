/** What `fold_text` of the database leaves out: accents, vowel signs, the stroke that stretches Arabic words, and what is not seen. */
const dropped = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f]/;
const alike = 'ىیېےکہةھەۀ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९øłđıðþ';
const written = 'ييييكههههه012345678901234567890123456789oldidt';
const letters = new Map([...alike].map((letter, n) => [letter, [...written][n] ?? '']));

export interface Folded {
  readonly text: string;
  /** Of each UTF-16 unit of `text`: where the character it comes from begins and ends in the original. */
  readonly from: readonly { readonly start: number; readonly end: number }[];
}

/** The same as `fold_text` in the database, with where everything stood. A test holds the two together. */
export function fold(text: string): Folded {
  let folded = '';
  const from: { start: number; end: number }[] = [];
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    for (const letter of character.normalize('NFKD').toLowerCase()) {
      if (dropped.test(letter)) continue;
      const as = letters.get(letter) ?? letter;
      folded += as;
      for (let unit = 0; unit < as.length; unit += 1) from.push({ start, end });
    }
    start = end;
  }
  return { text: folded, from };
}
