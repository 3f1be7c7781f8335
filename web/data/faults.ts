/** What is wrong with one field: `field` is its path, `message` reads on from the field's name ("must be at most 200"). */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** The fault of one field of a form; undefined: it is well. */
export function faultOf(faults: readonly FieldFault[], field: string): string | undefined {
  return faults.find((one) => one.field === field)?.message;
}

/** What servers say of fields most, by how it begins; the number in it, where there is one, is put into the sentence. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^(is missing|must not be empty)/, 'missing'],
  [/^must be at most (\d+) characters/, 'tooLong'],
  [/^must be at least (\d+) characters/, 'tooShort'],
  [/^must be at most (-?[\d.]+)$/, 'atMost'],
  [/^must be at least (-?[\d.]+)$/, 'atLeast'],
  [/^must be an e-mail address/, 'email'],
  [/^must be a web address/, 'url'],
  [/^must be a (whole )?number/, 'number'],
  [/^is too easy to guess/, 'guessed'],
  [/^must have 3 to 30 characters/, 'userName'],
  [/^must be the six digits/, 'code'],
  [/^is the address the account has/, 'same'],
];

export interface Wrong {
  /** Of a sentence in ui:wrong. */
  readonly key: string;
  readonly count?: number;
}

/** Which of our sentences says the same in the reader's language; null: there is none, and the server's words will do. */
export function wrongBy(message: string): Wrong | null {
  for (const [begins, key] of known) {
    const found = begins.exec(message);
    if (!found) continue;
    const count = Number(found[1]);
    return Number.isFinite(count) ? { key, count } : { key };
  }
  return null;
}
