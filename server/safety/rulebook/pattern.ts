/** One place of a pattern: any of these concepts or words, after at most so many others. */
export interface PatternPart {
  readonly anyOf: readonly string[];
  readonly optional: boolean;
  readonly gap: number;
}

/** ".." is up to two other words, "..." up to five: what people put between a verb and its object. */
const gaps: Readonly<Record<string, number>> = { '..': 2, '...': 5 };

/**
 * Reads "I? WANT .. DIE/perish": places separated by spaces, choices by "/", "?" for what may be missing. Capitals are word
 * lists, everything else is a word. An English word and a list never look alike, for lists are in capitals.
 */
export function readPattern(written: string): PatternPart[] {
  const parts: PatternPart[] = [];
  let gap = 0;
  for (const piece of written.split(/\s+/)) {
    const jump = gaps[piece];
    if (jump !== undefined) {
      gap = jump;
      continue;
    }
    const optional = piece.endsWith('?');
    parts.push({ anyOf: splitChoices(optional ? piece.slice(0, -1) : piece), optional, gap });
    gap = 0;
  }
  if (parts.length === 0 || parts[0]?.optional) throw new Error(`The pattern "${written}" must begin with something that is always there.`);
  return parts;
}

/** Splits at "/" outside of brackets, where "/" separates spellings. */
function splitChoices(piece: string): string[] {
  const choices = [''];
  let depth = 0;
  for (const character of piece) {
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (character === '/' && depth === 0) choices.push('');
    else choices[choices.length - 1] += character;
  }
  return choices;
}

export function isConcept(name: string): boolean {
  return /^[A-Z][A-Z_]*$/.test(name);
}
