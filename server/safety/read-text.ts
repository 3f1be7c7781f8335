import { senseOf } from './classifier/sense.ts';
import type { Category, Evidence, SafetyReading } from './finding.ts';
import { findMatches, type Match } from './reading/match.ts';
import { mendWords } from './reading/mend.ts';
import { Message, type Meter } from './reading/message.ts';
import { type Doubt, type PlacedHit, type Weight, weighMatches, weighTogether } from './reading/weigh.ts';
import type { RuleBook } from './rulebook/book.ts';
import { ruleBook } from './rules.ts';
import { isAtLeast, severities } from './severity.ts';
import { readWords, type Word } from './words/words.ts';

/** What the rules and the classifier make of one text, in any of their languages at once. Pure: the same text gives the same reading. */
export function readText(text: string, meter: Meter = { steps: 0 }): SafetyReading {
  const { message, reading } = read(text, meter);
  return isAtLeast(reading.severity, 'high') ? reading : addSense(text, message, reading);
}

/** The rules alone: what the classifier is learnt beside. */
export const readRules = (text: string): SafetyReading => read(text, { steps: 0 }).reading;

function read(text: string, meter: Meter): { message: Message; reading: SafetyReading } {
  const book = ruleBook();
  const words = readWords(text);
  meter.steps += text.length;
  const plain = readView(words, book, meter);
  const mended = mendWords(text, words, book.vocabulary);
  const hits = mended ? [...plain.hits, ...readView(mended, book, meter).hits] : plain.hits;
  return { message: plain.message, reading: describe(text, hits, weighTogether(hits)) };
}

interface View {
  readonly message: Message;
  readonly hits: readonly PlacedHit[];
}

function readView(words: readonly Word[], book: RuleBook, meter: Meter): View {
  const message = new Message(words, book, meter);
  const matches = findMatches(message, book);
  const hits = weighMatches(message, matches, book).map((hit) => ({ hit, ...placeOf(hit.match, words) }));
  return { message, hits };
}

function placeOf({ from, to }: Match, words: readonly Word[]): { start: number; end: number } {
  return { start: (words[from] as Word).start, end: (words[to - 1] as Word).end };
}

/** What the classifier adds where no rule found somebody in danger: a question, or a person where the lists have a sign of it too. */
function addSense(text: string, message: Message, reading: SafetyReading): SafetyReading {
  const sense = senseOf(message, ruleBook());
  if (!sense || isAtLeast(reading.severity, sense.severity)) return reading;
  const [start, end] = [(message.words[sense.from] as Word).start, (message.words[sense.to - 1] as Word).end];
  // What the rules found they know better: whose it is, and what it is about.
  return {
    severity: sense.severity,
    categories: reading.categories.length > 0 ? reading.categories : sense.categories,
    hard: false,
    evidence: [{ start, end, text: text.slice(start, end), rule: 'classifier' }, ...reading.evidence],
    reason: reading.reason
      ? `${reading.reason.slice(0, -1)}; as a whole it reads like messages of people in danger.`
      : 'Message needs attention: it reads like messages of people in danger, though no rule says why.',
  };
}

/** Enough to see why; a hostile text has thousands. */
const mostEvidence = 8;

function describe(text: string, placed: readonly PlacedHit[], weight: Weight): SafetyReading {
  const sorted = [...placed].sort((one, other) => other.hit.level - one.hit.level || one.start - other.start || other.end - one.end);
  const shown: PlacedHit[] = [];
  for (const one of sorted) {
    if (shown.length === mostEvidence) break;
    if (!shown.some((other) => saysTheSame(other, one))) shown.push(one);
  }
  const categories = [...new Set<Category>(sorted.map(({ hit }) => hit.category))];
  return {
    severity: severities[weight.level] ?? 'none',
    categories,
    hard: weight.hard,
    evidence: shown.map(({ hit, start, end }): Evidence => ({ start, end, text: text.slice(start, end), rule: hit.rule.id })),
    reason: reasonOf(shown, weight),
  };
}

/** Several languages may have a rule for the same words ("suicide"); one is enough. */
function saysTheSame(one: PlacedHit, other: PlacedHit): boolean {
  return one.hit.rule.says === other.hit.rule.says && one.start < other.end && other.start < one.end;
}

const doubts: Readonly<Record<Doubt, string>> = {
  denied: 'said not to be so',
  other: 'about somebody else',
  told: 'told or quoted',
  past: 'in the past',
  light: 'perhaps a figure of speech',
};

/** "Message needs attention: …": the three weightiest findings. */
function reasonOf(shown: readonly PlacedHit[], weight: Weight): string {
  if (shown.length === 0) return '';
  const said = shown.map(({ hit }) => {
    const asides = [...hit.doubts.map((doubt) => doubts[doubt]), ...(hit.timed ? ['names a time'] : [])];
    return asides.length > 0 ? `${hit.rule.says} (${asides.join(', ')})` : hit.rule.says;
  });
  const together = weight.together ? '; several signs together' : '';
  return `Message needs attention: ${[...new Set(said)].slice(0, 3).join('; ')}${together}.`;
}
