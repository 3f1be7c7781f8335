import { readWords } from '../words/words.ts';

/** One word of a rule file in all its spellings. */
export interface Spelling {
  readonly forms: readonly string[];
  /** "suicid*": any word that begins so. */
  readonly prefix: boolean;
  /** "suicide~": also with one slip of the keyboard. */
  readonly slips: boolean;
}

/** More from one word is a mistake in the file. */
const mostForms = 400;

/** "m(a)rna" is marna and mrna; "wan[t/na]" is want and wanna. Folded as messages are. Throws for what cannot be understood. */
export function readSpelling(written: string): Spelling {
  const prefix = written.endsWith('*');
  const slips = written.endsWith('~');
  const forms = [...new Set(expand(prefix || slips ? written.slice(0, -1) : written).flatMap(folded))];
  if (forms.length === 0 || forms.length > mostForms) throw new Error(`"${written}" has ${forms.length} spellings.`);
  return { forms, prefix, slips };
}

function folded(form: string): string[] {
  const words = readWords(form);
  if (words.length > 1) throw new Error(`"${form}" is more than one word. Separate words with spaces.`);
  return words.map((word) => word.form);
}

function expand(written: string): string[] {
  const open = written.search(/[([]/);
  if (open < 0) {
    if (/[)\]]/.test(written)) throw new Error(`"${written}" closes a bracket it never opened.`);
    return [written];
  }
  const close = written.indexOf(written[open] === '(' ? ')' : ']', open);
  if (close < 0) throw new Error(`"${written}" opens a bracket and never closes it.`);
  const inner = written.slice(open + 1, close);
  const choices = written[open] === '(' ? [...inner.split('/'), ''] : inner.split('/');
  const rest = expand(written.slice(close + 1));
  return choices.flatMap((choice) => rest.map((end) => written.slice(0, open) + choice + end));
}
