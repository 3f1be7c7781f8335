export interface SentencePart {
  readonly text: string;
  /** Of the gap; null: plain words. */
  readonly name: string | null;
}

/** "Shown are {state} of {who}" in its parts, so that controls can stand in the gaps. */
export function sentenceParts(sentence: string): SentencePart[] {
  return sentence
    .split(/(\{\w+\})/)
    .map((part) => ({ text: part.trim(), name: /^\{(\w+)\}$/.exec(part)?.[1] ?? null }))
    .filter((part) => part.text !== '');
}

/** A comma or full stop after a gap belongs to it, wherever the line ends. */
export function withStops(parts: readonly SentencePart[]): (SentencePart & { readonly stop: string })[] {
  const stopOf = (part: SentencePart | undefined) => (part?.name === null ? (/^[,،.؛;]/.exec(part.text)?.[0] ?? '') : '');
  return parts
    .map((part, index) => ({
      ...part,
      text: index > 0 && part.name === null ? part.text.slice(stopOf(part).length).trim() : part.text,
      stop: part.name === null ? '' : stopOf(parts[index + 1]),
    }))
    .filter((part) => part.text !== '');
}
