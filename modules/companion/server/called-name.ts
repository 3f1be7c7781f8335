const lettersMax = 40;
const lengthMax = 200;

/** What to call somebody, on one line and not longer than a name: of three hundred emoji the first forty. Empty: nothing to call them by. */
export function calledName(text: string): string {
  const line = text
    .toWellFormed()
    // Joiners hold emoji and names together; everything else that cannot be seen goes.
    .replace(/[^\P{C}\u200c\u200d]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  let name = '';
  for (const { segment } of [...graphemes.segment(line)].slice(0, lettersMax)) {
    // A letter may carry any number of marks, and an emoji many others.
    if (name.length + segment.length > lengthMax) break;
    name += segment;
  }
  return name.trim();
}
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
