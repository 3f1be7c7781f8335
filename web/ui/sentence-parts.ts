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
