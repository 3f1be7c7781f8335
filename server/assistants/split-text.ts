/** Cuts a text into parts of at most `length` UTF-16 units. Nothing is lost or added, and no character is cut in two. */
export function splitText(text: string, length: number): string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + Math.max(2, length), text.length);
    // The second half of an emoji must not start the next part.
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) && isLowSurrogate(text.charCodeAt(end))) end -= 1;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/**
 * Cuts a text into at most `most` parts of at most `length` UTF-16 units, each ending where a sentence does if there is such a
 * place, else between words. What does not fit is left out, at such a place too. Blanks around the parts are dropped.
 */
export function splitAtSentences(text: string, length: number, most: number): string[] {
  const parts: string[] = [];
  for (let rest = text.trim(); rest !== '' && parts.length < most; ) {
    const end = rest.length <= length ? rest.length : endOf(rest, length);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return parts;
}

/** Where the first part ends; never at a place that would leave it less than a third full. */
function endOf(text: string, length: number): number {
  const window = text.slice(0, length + 1);
  for (const granularity of ['sentence', 'word'] as const) {
    const ends = [...segmenters[granularity].segment(window)].map(({ index, segment }) => index + segment.trimEnd().length);
    const end = ends.findLast((place) => place <= length && place >= length / 3 && (granularity === 'word' || place < window.length));
    if (end !== undefined) return end;
  }
  return splitText(text, length)[0]?.length ?? length;
}
const segmenters = {
  sentence: new Intl.Segmenter('en', { granularity: 'sentence' }),
  word: new Intl.Segmenter('en', { granularity: 'word' }),
};
