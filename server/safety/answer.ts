import patterns from './answers.json' with { type: 'json' };
import type { Unsafe } from './read-message.ts';

/** What is about to be said, and what may be said in it. */
export interface AnswerGiven {
  readonly text: string;
  /** The organization's own words wrote it; its numbers and doses are theirs. */
  readonly own: boolean;
  /** Where numbers may come from: instructions, help lines. */
  readonly known: string;
}

/**
 * What stands in an answer that no assistant may say; empty: nothing. Plain patterns, because a false alarm costs an answer and a miss costs
 * more: they look for what is said of the assistant itself and to the person, not for words.
 */
export function unsafeIn({ text, own, known }: AnswerGiven): Unsafe[] {
  const plain = text.normalize('NFKC').replace(/[’ʼ`´]/g, "'");
  const found = kinds.filter((kind) => (!own || ofAnybody.has(kind)) && compiled[kind].some((pattern) => pattern.test(plain)));
  return !own && inventsLine(plain, known) ? [...found, 'invented_line'] : found;
}

type Patterned = keyof typeof patterns;
const kinds = Object.keys(patterns) as Patterned[];
/** Not even the organization's own sentences may say these. */
const ofAnybody: ReadonlySet<Unsafe> = new Set(['method', 'encouragement', 'claims_human', 'denies_ai', 'secrecy']);
const compiled = Object.fromEntries(kinds.map((kind) => [kind, patterns[kind].map((one) => new RegExp(one, 'iu'))])) as unknown as Readonly<
  Record<Patterned, readonly RegExp[]>
>;

const helpWords =
  /help ?line|hotline|crisis|suicid|emergency|lifeline|línea de ayuda|emergencia|urgence|ligne d'écoute|simu ya msaada|dharura|हेल्पलाइन|आपात|ہیلپ لائن|ہنگامی|خط المساعدة|طوارئ/iu;
/** Three digits and more, as numbers to call are written. */
const numbers = /(?<![\p{L}\p{N}])\+?\p{Nd}(?:[\s().-]?\p{Nd}){2,14}(?![\p{L}\p{N}])/gu;

/** A number to call for help that nobody gave it: the classic way in which a kind answer fails. */
function inventsLine(text: string, known: string): boolean {
  if (!helpWords.test(text)) return false;
  const digits = (words: string) => words.replace(/\P{Nd}/gu, '');
  const allowed = [...known.matchAll(numbers)].map(([number]) => digits(number));
  return [...text.matchAll(numbers)].some(([number]) => !allowed.includes(digits(number)));
}
