import type { Category } from '../finding.ts';
import { ownConcepts } from '../lexicon/concepts-in.ts';
import type { Message, Span } from '../reading/message.ts';
import type { RuleBook } from '../rulebook/book.ts';
import type { Severity } from '../severity.ts';
import { kindsOf, ownWeights, sidesOf, type Weights } from './classify.ts';
import { type Parts, partsOf, windowsOf } from './features.ts';
import { hasSign } from './signs.ts';
import { together } from './together.ts';

/** What the classifier makes of a message, and of which of its words. */
export interface Sense extends Span {
  readonly severity: Extract<Severity, 'moderate' | 'high'>;
  readonly categories: readonly Category[];
}

/** Reads every part of a message. Null: nothing of it is like the messages of people in danger. */
export function senseOf(message: Message, book: RuleBook, weights: Weights = ownWeights()): Sense | null {
  const { read, lexicon } = ownConcepts();
  const told = read(message.words);
  const sums: { readonly [name in 'crisis' | 'risk']: number[] } = { crisis: [], risk: [] };
  let most: Part | null = null;
  let isSign = false;
  const windows = windowsOf(message);
  for (const [at, window] of windows.entries()) {
    message.meter.steps += window.to - window.from;
    // Two sentences together are often the whole.
    const isWhole = at > 0 && window.from === 0 && window.to === message.words.length;
    const parts: Parts | null = isWhole ? null : partsOf(message, window, book, told);
    const { crisis, risk } = parts ? sidesOf(parts, weights) : { crisis: sums.crisis[0] as number, risk: sums.risk[0] as number };
    sums.crisis.push(crisis);
    sums.risk.push(risk);
    if (!parts) continue;
    isSign ||= hasSign(parts, lexicon);
    if (most === null || crisis > most.crisis) most = { window, parts, crisis };
  }
  if (most === null) return null;
  const severity = severityOf({ crisis: together(sums.crisis), risk: together(sums.risk) }, { isSign, words: message.words.length });
  return severity && { ...most.window, severity, categories: categoriesOf(kindsOf(most.parts, weights)) };
}

interface Part {
  readonly window: Span;
  readonly parts: Parts;
  readonly crisis: number;
}

/** Three words or fewer ("and now", "do it now", "it hurts") are said of anything: with a sign they are worth a question where it is not a near thing, and call nobody. */
const few = { words: 3, least: 0.45 } as const;

/**
 * What is like a crisis calls a person where there is a sign of danger too. Without one it is worth a question, where it is not a near thing. Short ordinary
 * talk ("I shouted at her yesterday") lies just inside of what is worth a question; who talks all day is not to be asked every day.
 */
const least = { withoutSign: 0.33, risk: 0.9 } as const;

function severityOf(
  { crisis, risk }: { readonly crisis: number; readonly risk: number },
  { isSign, words }: { isSign: boolean; words: number },
): Sense['severity'] | null {
  const isNear = crisis > (isSign ? 0 : least.withoutSign);
  if (!isNear && risk <= least.risk) return null;
  if (words <= few.words) return isSign && Math.max(crisis, risk) > few.least ? 'moderate' : null;
  return isNear && isSign ? 'high' : 'moderate';
}

/** What it is most about; of two the one that is easier to ask about. */
function categoriesOf({ other, suicidal, medical, violence }: ReturnType<typeof kindsOf>): Category[] {
  const most = Math.max(suicidal, medical, violence);
  const about: Category = suicidal === most ? 'suicidal' : medical === most ? 'acute_medical' : 'abuse';
  return other > 0 ? ['someone_else', about] : [about];
}
