import { isWorthAsking } from './classifier/classify.ts';
import { partsOf } from './classifier/features.ts';
import type { Category, Evidence, SafetyReading } from './finding.ts';
import { findMatches, type Match } from './reading/match.ts';
import { mendWords } from './reading/mend.ts';
import { Message, type Meter, type Span } from './reading/message.ts';
import { type Doubt, type PlacedHit, type Weight, weighMatches, weighTogether } from './reading/weigh.ts';
import type { RuleBook } from './rulebook/book.ts';
import { ruleBook } from './rules.ts';
import { severities } from './severity.ts';
import { readWords, type Word } from './words/words.ts';

/** What the rules make of one text, in any of their languages at once. Pure: the same text gives the same reading. */
export function readText(text: string, meter: Meter = { steps: 0 }): SafetyReading {
  const book = ruleBook();
  const words = readWords(text);
  meter.steps += text.length;
  const plain = readView(words, book, meter);
  const mended = mendWords(text, words, book.vocabulary);
  const hits = mended ? [...plain.hits, ...readView(mended, book, meter).hits] : plain.hits;
  const weight = weighTogether(hits);
  const reading = describe(text, hits, weight);
  return weight.level < moderate ? addQuestion(text, plain, reading) : reading;
}

const moderate = severities.indexOf('moderate');

interface View {
  readonly message: Message;
  readonly matches: readonly Match[];
  readonly hits: readonly PlacedHit[];
}

function readView(words: readonly Word[], book: RuleBook, meter: Meter): View {
  const message = new Message(words, book, meter);
  const matches = findMatches(message, book);
  const hits = weighMatches(message, matches, book).map((hit) => ({ hit, ...placeOf(hit.match, words) }));
  return { message, matches, hits };
}

function placeOf({ from, to }: Match, words: readonly Word[]): { start: number; end: number } {
  return { start: (words[from] as Word).start, end: (words[to - 1] as Word).end };
}

/**
 * The classifier reads the sentences in which no rule and no idiom was found, and may add one direct question (moderate). What
 * the rules looked at and found harmless it does not look at again.
 */
function addQuestion(text: string, { message, matches }: View, reading: SafetyReading): SafetyReading {
  const { words } = message;
  const seen = new Set(matches.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
  const sentence = sentencesOf(words).find(({ from, to }) => {
    for (let at = from; at < to; at += 1) if (seen.has(at)) return false;
    return isWorthAsking(partsOf(message, { from, to }, ruleBook()));
  });
  if (!sentence) return reading;
  const [start, end] = [(words[sentence.from] as Word).start, (words[sentence.to - 1] as Word).end];
  return {
    severity: 'moderate',
    categories: [...new Set<Category>(['suicidal', ...reading.categories])],
    hard: false,
    evidence: [{ start, end, text: text.slice(start, end), rule: 'classifier' }, ...reading.evidence],
    reason: 'Message needs attention: it reads like messages of people in distress, though no rule says why.',
  };
}

function sentencesOf(words: readonly Word[]): Span[] {
  const starts = words.flatMap((word, at) => (at === 0 || word.breakBefore === 3 ? [at] : []));
  return starts.map((from, number) => ({ from, to: starts[number + 1] ?? words.length }));
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
