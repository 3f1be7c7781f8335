import type { Category } from '../finding.ts';
import { ownConcepts } from '../lexicon/concepts-in.ts';
import type { Message, Span } from '../reading/message.ts';
import type { RuleBook } from '../rulebook/book.ts';
import type { Severity } from '../severity.ts';
import { kindsOf, ownWeights, sidesOf, type Weights } from './classify.ts';
import { type Parts, partsOf, windowsOf } from './features.ts';
import { hasSign } from './signs.ts';

/** What the classifier makes of a message, and of which of its words. */
export interface Sense extends Span {
  readonly severity: Extract<Severity, 'moderate' | 'high'>;
  readonly categories: readonly Category[];
}

/** Reads every part of a message. Null: nothing of it is like the messages of people in danger. */
export function senseOf(message: Message, book: RuleBook, weights: Weights = ownWeights()): Sense | null {
  let found: { readonly window: Span; readonly parts: Parts; readonly severity: Sense['severity']; readonly most: number } | null = null;
  const { read, lexicon } = ownConcepts();
  const told = read(message.words);
  for (const window of windowsOf(message)) {
    message.meter.steps += window.to - window.from;
    const parts = partsOf(message, window, book, told);
    const sides = sidesOf(parts, weights);
    const severity = severityOf(sides, { isSign: hasSign(parts, lexicon), words: window.to - window.from });
    if (severity === null) continue;
    // Whatever calls a person goes before any question.
    const most = severity === 'high' ? 1_000 + sides.crisis : Math.max(sides.risk, sides.crisis);
    if (found !== null && found.most >= most) continue;
    found = { window, parts, severity, most };
  }
  return found && { ...found.window, severity: found.severity, categories: categoriesOf(kindsOf(found.parts, weights)) };
}

/** One word or two ("and now", "it hurts") are said of anything: without a sign they say nothing, with one they are worth a question. */
const fewWords = 2;

/** What is like a crisis calls a person where there is a sign of danger too, and is worth a question without one. */
function severityOf(
  { crisis, risk }: ReturnType<typeof sidesOf>,
  { isSign, words }: { isSign: boolean; words: number },
): Sense['severity'] | null {
  if (crisis <= 0 && risk <= 0) return null;
  if (words <= fewWords) return isSign ? 'moderate' : null;
  return crisis > 0 && isSign ? 'high' : 'moderate';
}

/** What it is most about; of two the one that is easier to ask about. */
function categoriesOf({ other, suicidal, medical, violence }: ReturnType<typeof kindsOf>): Category[] {
  const most = Math.max(suicidal, medical, violence);
  const about: Category = suicidal === most ? 'suicidal' : medical === most ? 'acute_medical' : 'abuse';
  return other > 0 ? ['someone_else', about] : [about];
}
