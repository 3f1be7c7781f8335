/**
 * What a model wrote as a person on any channel can read it: no thoughts between tags, no control characters, no Markdown. Emphasis
 * loses its marks, headings and tables become lines, links show their address. What only looks like Markdown (2 * 3, a_b) stays.
 */
export function plainText(text: string): string {
  return withoutThoughts(text)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(unshown, '')
    .split('\n')
    .flatMap(plainLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Models that reason aloud do it between such tags; one that was cut off never closes them. */
function withoutThoughts(text: string): string {
  return text.replace(/<(think|thinking|reasoning)>[\s\S]*?(<\/\1>|$)/gi, '');
}

/**
 * Control characters but the line break; what hides text (zero-width spaces, tags) or turns it round (overrides); private and unassigned
 * characters. Joiners belong to Persian, Hindi and emoji, isolates to numbers in Arabic.
 */
const unshown = /(?!\n)[\p{Cc}\p{Co}\p{Cn}\u00ad\u200b\u202a-\u202e\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;

function plainLine(line: string): string[] {
  if (/^\s*(```|~~~)/.test(line) || /^\s*([-*_]\s*){3,}$/.test(line)) return [];
  if (/^\s*\|?(\s*:?-{2,}:?\s*\|)+(\s*:?-{2,}:?\s*)?$/.test(line)) return [];
  const row = /^\s*\|(.+)\|\s*$/.exec(line)?.[1];
  const flat =
    row === undefined
      ? line
      : row
          .split('|')
          .map((cell) => cell.trim())
          .join(' – ');
  return [
    flat
      .replace(/^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/, '$1')
      .replace(/^\s{0,3}>\s?/, '')
      .replace(/^(\s*)[*+]\s+/, '$1- ')
      .replace(/!?\[([^\]\n]*)\]\((\S+?)(?:\s+"[^"]*")?\)/g, (_all, words: string, url: string) =>
        words === '' || words === url ? url : `${words} (${url})`,
      )
      .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
      .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
      .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1')
      .replace(/~~(?=\S)(.+?)(?<=\S)~~/g, '$1')
      .replace(/`([^`\n]+)`/g, '$1')
      .trimEnd(),
  ];
}
