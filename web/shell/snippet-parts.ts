export interface SnippetPart {
  readonly start: number;
  readonly text: string;
  readonly found: boolean;
}

/** A text in its parts, found and not, by where the server says the words stand. Plain text all the way. */
export function snippetParts(snippet: {
  readonly text: string;
  readonly matches: readonly { readonly start: number; readonly end: number }[];
}): SnippetPart[] {
  const { text, matches } = snippet;
  const parts: SnippetPart[] = [];
  const add = (start: number, end: number, found: boolean) => {
    if (end > start) parts.push({ start, text: text.slice(start, end), found });
  };
  let at = 0;
  for (const { start, end } of matches.toSorted((one, other) => one.start - other.start)) {
    // Two words may be found in one place.
    const from = Math.max(at, start);
    add(at, from, false);
    add(from, end, true);
    at = Math.max(at, end);
  }
  add(at, text.length, false);
  return parts;
}
