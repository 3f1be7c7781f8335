import { isUtf8 } from 'node:buffer';

/** Reads JSON that strangers wrote, so that whatever comes out can be walked and stored. */

/** Meta's bodies nest about ten levels; anything far beyond is an attack on whoever walks it with recursion. */
const DEPTH_MAX = 64;
/** Stands in the place of what was nested deeper: short, for a stranger may make us write it a million times. */
const LEFT_OUT = `{"left_out":${DEPTH_MAX}}`;

export class UnreadableJson extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableJson';
  }
}

/** What happened to a part of the body on reading it, as a sentence; null: it is as it was sent. */
export type Damage = (part: unknown) => string | null;

/** Reads a body as far as it goes, damaged where it must be. Throws `UnreadableJson`. */
export function readJson(body: Buffer): { value: unknown; damage: Damage } {
  const text = body.toString('utf8');
  const cut = cutDeep(text);
  const value = parse(cut);
  const wholeBytes = isUtf8(body);
  const damage = (part: unknown) => {
    if (wholeBytes && cut === text) return null;
    const shown = JSON.stringify(part) ?? '';
    if (!wholeBytes && shown.includes('\ufffd')) return 'bytes that are not UTF-8, replaced';
    return cut !== text && shown.includes(LEFT_OUT) ? `what is nested more than ${DEPTH_MAX} levels deep` : null;
  };
  return { value, damage };
}

/**
 * Parses `text`; strings and keys come out without NUL and with lone surrogates replaced by U+FFFD, because PostgreSQL
 * refuses both in text and jsonb. What nests too deep is left out. Throws `UnreadableJson`.
 */
export function parseJson(text: string): unknown {
  return parse(cutDeep(text));
}

function parse(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableJson('The body is not JSON.');
  }
  return mayHoldUnstorable(text) ? storable(value) : value;
}

/** The text with what nests too deep replaced, in one pass before the parser sees it. Brackets inside strings do not count. */
function cutDeep(text: string): string {
  const pieces: string[] = [];
  let taken = 0;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) index = endOfString(text, index);
    const before = depth;
    depth += stepOf(character);
    if (before === DEPTH_MAX && depth > DEPTH_MAX) {
      pieces.push(text.slice(taken, index), LEFT_OUT);
      // Should it never be closed, nothing follows, and the parser refuses the whole.
      taken = text.length;
    } else if (before > DEPTH_MAX && depth === DEPTH_MAX) taken = index + 1;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(taken);
}

function stepOf(character: number): number {
  if (character === OPEN_BRACKET || character === OPEN_BRACE) return 1;
  return character === CLOSE_BRACKET || character === CLOSE_BRACE ? -1 : 0;
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

export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
