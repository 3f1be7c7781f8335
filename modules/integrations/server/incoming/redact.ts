/** Names of fields whose values are no business of a log. */
const secretNames =
  /pass(word|code|phrase)|secret|token|authori[sz]ation|api[_-]?key|private[_-]?key|cookie|card[_-]?number|^(card|cvv|cvc|pin|iban)$/i;

/** A body without what looks like a secret; what is left is kept in the log and can stand in templates. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, secretNames.test(name) ? '[removed]' : redact(one)]));
}
