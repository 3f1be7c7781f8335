/** Reads JSON that strangers wrote, so that whatever comes out can be walked and stored. */

/** Meta's bodies nest about ten levels; anything far beyond is an attack on whoever walks it with recursion. */
const DEPTH_MAX = 64;

export class UnreadableJson extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableJson';
  }
}

/**
 * Parses `text`; strings and keys come out without NUL and with lone surrogates replaced by U+FFFD, because PostgreSQL
 * refuses both in text and jsonb. Throws `UnreadableJson`.
 */
export function parseJson(text: string): unknown {
  if (nestsTooDeep(text)) throw new UnreadableJson(`The body is nested more than ${DEPTH_MAX} levels deep.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableJson('The body is not JSON.');
  }
  return mayHoldUnstorable(text) ? storable(value) : value;
}

/** One pass over the text, before the parser sees it. Brackets inside strings do not count. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) index = endOfString(text, index);
    else if (character === OPEN_BRACKET || character === OPEN_BRACE) depth += 1;
    else if (character === CLOSE_BRACKET || character === CLOSE_BRACE) depth -= 1;
    if (depth > DEPTH_MAX) return true;
  }
  return false;
}

/** Where the string that opens at `start` closes. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  return index;
}
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * JSON can hold a NUL only as an escape, and a lone surrogate as an escape or, in a string that never was UTF-8, as it is.
 * Most bodies have neither and are spared the copy.
 */
function mayHoldUnstorable(text: string): boolean {
  return /\\u(?:0000|[dD][89a-fA-F])/.test(text) || !text.isWellFormed();
}

/** A copy in which every string and key can be stored. Recursion is safe: the depth was checked. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines properties; assigning would let a key named "__proto__" change the prototype.
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), storable(inner)]));
}

function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
