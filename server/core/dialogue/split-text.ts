/**
 * Cuts a text into parts of at most `length` UTF-16 units: between sentences where it can, else between words, else anywhere. Nothing is
 * lost or added, and no character is cut in two.
 */
export function splitText(text: string, length: number): string[] {
  if (text.length <= length) return text === '' ? [] : [text];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of sentences.segment(text)) {
    if (part !== '' && part.length + segment.length > length) {
      parts.push(part);
      part = '';
    }
    const pieces = splitWords(part + segment, length);
    part = pieces.pop() ?? '';
    parts.push(...pieces);
  }
  return part === '' ? parts : [...parts, part];
}

/** Knows where sentences end in every script we speak: "." and "?", "؟" and "۔", "।". */
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

function splitWords(text: string, length: number): string[] {
  const parts: string[] = [];
  let start = 0;
  while (text.length - start > length) {
    const end = start + Math.max(1, wordEnd(text.slice(start, start + length)));
    parts.push(text.slice(start, end));
    start = end;
  }
  return [...parts, text.slice(start)];
}

/** After the last space, if that leaves more than half; else at the end, but for half a character. */
function wordEnd(head: string): number {
  const space = /^.*\s/su.exec(head)?.[0].length ?? 0;
  if (space > head.length / 2) return space;
  // The second half of an emoji must not start the next part.
  return head.length > 1 && /[\ud800-\udbff]$/.test(head) ? head.length - 1 : head.length;
}
