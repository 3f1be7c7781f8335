import type { Category } from '../finding.ts';
import type { BookRule, RuleBook } from '../rulebook/book.ts';
import { type Severity, severities } from '../severity.ts';
import { Context } from './context.ts';
import type { Match } from './match.ts';
import type { Message, Span } from './message.ts';

/** Why a match counts for less than its rule says. */
export type Doubt = 'denied' | 'other' | 'told' | 'past' | 'light';

/** A match that was looked at in its surroundings. */
export interface Hit {
  readonly match: Match;
  readonly rule: BookRule;
  readonly level: number;
  readonly hard: boolean;
  readonly category: Category;
  readonly doubts: readonly Doubt[];
  /** A time named in the same sentence. */
  readonly timed: boolean;
}

export const levelOf = (severity: Severity) => severities.indexOf(severity);
const [low, moderate, high, imminent] = [1, 2, 3, 4] as const;

/** Every match of a rule with what it counts here. Those inside an idiom count nothing and are left out. */
export function weighMatches(message: Message, matches: readonly Match[], book: RuleBook): Hit[] {
  const idioms = wordsIn(matches.filter((match) => match.pattern.rule === null));
  const real = matches.filter((match) => match.pattern.rule !== null && !wordNumbers(match).some((at) => idioms.has(at)));
  if (real.length === 0) return [];
  const context = new Context(message, book);
  const hits = real.map((match) => weigh(match, match.pattern.rule as BookRule, context));
  return inheritDoubts(hits, (hit) => !context.crossesLines(hit.match));
}

function wordsIn(spans: readonly Span[]): ReadonlySet<number> {
  return new Set(spans.flatMap(wordNumbers));
}

function wordNumbers({ from, to }: Span): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

function weigh(match: Match, rule: BookRule, context: Context): Hit {
  const doubts = doubtsOf(match, rule, context);
  const level = doubts.reduce((sofar, doubt) => lower(sofar, doubt, rule), levelOf(rule.severity));
  const timed = doubts.length === 0 && rule.intent && context.near('NOW', match);
  const raised = timed && level >= high ? imminent : level;
  const category = doubts.includes('other') ? 'someone_else' : rule.category;
  return { match, rule, level: raised, hard: rule.hard && doubts.length === 0, category, doubts, timed };
}

function doubtsOf(match: Match, rule: BookRule, context: Context): Doubt[] {
  const doubts: Doubt[] = [];
  if (rule.deniable && context.isDenied(match)) doubts.push('denied');
  if (rule.about === 'subject' && context.isAboutOther(match)) doubts.push('other');
  // "I watched the film and want to die" is no film: a topic alone takes back only what is not said plainly of oneself.
  if (context.isTold(match) || (!rule.hard && context.near('TOPIC', match))) doubts.push('told');
  if (context.isPast(match)) doubts.push('past');
  if (context.near('LAUGH', match) || context.near('EXAGGERATION', match)) doubts.push('light');
  return doubts;
}

/** One class for what may still be meant; to "low" for what is taken back. Never to nothing: somebody did say it. */
function lower(level: number, doubt: Doubt, rule: BookRule): number {
  if (doubt === 'denied' || doubt === 'told') return low;
  if (doubt === 'light' && !rule.hard) return low;
  return Math.max(low, level - 1);
}

/** A match inside one that is denied or about somebody else is so too, though it begins too late to see it. */
function inheritDoubts(hits: readonly Hit[], inOneLine: (hit: Hit) => boolean): Hit[] {
  const doubted = hits.filter((hit) => (hit.doubts.includes('denied') || hit.doubts.includes('other')) && inOneLine(hit));
  const starting = Map.groupBy(doubted, (hit) => hit.match.from);
  return hits.map((hit) => {
    const around = hit.doubts.length > 0 ? undefined : findAround(hit, starting);
    return around
      ? { ...hit, level: Math.min(hit.level, around.level), hard: false, doubts: around.doubts, category: around.category }
      : hit;
  });
}

/** No pattern is longer, and few words begin more than one. */
const longestMatch = 60;

function findAround({ match, rule }: Hit, starting: ReadonlyMap<number, readonly Hit[]>): Hit | undefined {
  for (let from = match.from; from >= match.from - longestMatch; from -= 1) {
    const around = starting.get(from)?.find((other) => other.match !== match && other.match.to >= match.to && other.rule.hard >= rule.hard);
    if (around) return around;
  }
  return undefined;
}

/** A hit and where it stands in what was written: two views of one message count words differently. */
export interface PlacedHit {
  readonly hit: Hit;
  readonly start: number;
  readonly end: number;
}

/** What all hits of a message come to together. */
export interface Weight {
  readonly level: number;
  readonly hard: boolean;
  /** Several signs made it more than each of them. */
  readonly together: boolean;
}

export function weighTogether(placed: readonly PlacedHit[]): Weight {
  const hits = placed.map(({ hit }) => hit);
  const level = hits.reduce((sofar, hit) => Math.max(sofar, hit.level), 0);
  const clear = placed.filter(({ hit }) => hit.doubts.length === 0 && urgent.has(hit.category));
  const danger = clear.filter(({ hit }) => hit.level >= high);
  const dangers = new Set(danger.map(({ hit }) => hit.rule.id));
  if (level === high && clear.some(({ hit }) => hit.rule.raises && (dangers.size > 1 || (dangers.size === 1 && !dangers.has(hit.rule.id)))))
    return { level: imminent, hard: danger.some(({ hit }) => hit.hard), together: true };
  // One sign of despair is asked about; two different ones are a person's business.
  const signs = clear.filter(({ hit }) => hit.level >= moderate);
  if (level === moderate && haveTwoApart(signs)) return { level: high, hard: false, together: true };
  return { level, hard: hits.some((hit) => hit.hard && hit.level === level), together: false };
}

/** Whether two rules found something in different places: one phrase that two rules know is still one sign. */
function haveTwoApart(signs: readonly PlacedHit[]): boolean {
  const firstEnds = new Map<string, number>();
  for (const { hit, end } of signs) firstEnds.set(hit.rule.says, Math.min(end, firstEnds.get(hit.rule.says) ?? end));
  return signs.some(({ hit, start }) => [...firstEnds].some(([says, end]) => says !== hit.rule.says && end <= start));
}

const urgent: ReadonlySet<Category> = new Set(['suicidal', 'self_harm', 'harm_to_others']);
