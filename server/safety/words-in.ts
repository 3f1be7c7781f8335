/** The part of a message in which its sender's words may stand. */
export interface Spoken {
  readonly kind: string;
  readonly text: string | null;
  readonly content: unknown;
}

/**
 * Everything a contact says with a message, in one text: what they wrote first, then what they filled in, tapped or named, one a line.
 * Where the evidence of a finding stands is counted in this text. What is not listed as a machine's own is read: a kind of message that
 * is new tomorrow is read without anybody thinking of it.
 */
export function wordsIn({ kind, text, content }: Spoken): string {
  const parts = text === null ? [] : [text];
  if (kind !== 'system') gather(content, parts, 0);
  return parts.join('\n');
}

/** The same part by part, each with where its words came from; what was heard is not read twice, though it stands in `text` by then. */
export function partsIn({
  kind,
  text,
  content,
}: Spoken): { readonly source: 'message' | 'transcript' | 'description'; readonly words: string }[] {
  const { transcript, description, ...own } = (content ?? {}) as { readonly [name: string]: unknown };
  const later = (words: unknown) => (typeof words === 'string' ? words : '');
  return [
    { source: 'message', words: wordsIn({ kind, text: text === transcript ? null : text, content: isHeard(kind) ? own : content }) },
    { source: 'transcript', words: isHeard(kind) ? later(transcript) : '' },
    { source: 'description', words: isHeard(kind) ? later(description) : '' },
  ];
}

/** All of it, heard and seen too: what a model reads, and what the places in its reading are counted in. */
export function allWordsIn(message: Spoken): string {
  return partsIn(message)
    .map(({ words }) => words)
    .filter((words) => words !== '')
    .join('\n');
}

/** Of these a model makes words; in other kinds a field of such a name is the contact's own. */
function isHeard(kind: string): boolean {
  return kind === 'voice' || kind === 'audio' || kind === 'image';
}

/** Ids, addresses, media types: written by programs. An advertisement (`referral`) has its advertiser's words. */
const machines: ReadonlySet<string> = new Set([
  'id',
  'link',
  'url',
  'file',
  'media',
  'mediaType',
  'token',
  'form',
  'screen',
  'catalogId',
  'productId',
  'currency',
  'referral',
  'product',
  'preview',
  'phones',
  'emails',
  'urls',
  'wa_id',
  'flow_token',
]);

/** Nobody fills in forms deeper than this; whoever sends one wants to keep us busy. */
const deepest = 8;

function gather(value: unknown, parts: string[], depth: number): void {
  if (depth > deepest) return;
  if (typeof value === 'string') parts.push(value);
  else if (Array.isArray(value)) for (const item of value) gather(item, parts, depth + 1);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) if (!machines.has(name)) gather(inner, parts, depth + 1);
  }
}
