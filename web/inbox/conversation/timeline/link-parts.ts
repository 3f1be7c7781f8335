export interface TextPart {
  readonly text: string;
  /** Where it leads; null: plain words. */
  readonly href: string | null;
}

const address = /\bhttps?:\/\/[^\s<>"'“”«»]+/giu;
/** What ends a sentence rather than an address. */
const trailing = /[.,;:!?،؛؟۔…)\]}]+$/u;

/** Words with the web addresses among them. What is shown is where it leads, letter for letter; nothing else becomes a link. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const shown = trimmed(match[0]);
    if (!isSafe(shown)) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), href: null });
    parts.push({ text: shown, href: shown });
    from = match.index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), href: null });
  return parts;
}

/** A bracket that was opened within the address belongs to it. */
function trimmed(found: string): string {
  const cut = found.replace(trailing, '');
  const next = found[cut.length];
  return next === ')' && cut.includes('(') ? `${cut})` : cut;
}

/** With a name and password before the host it would look like another place than it is. */
function isSafe(shown: string): boolean {
  if (!URL.canParse(shown)) return false;
  const { username, password, hostname } = new URL(shown);
  return username === '' && password === '' && hostname !== '';
}
