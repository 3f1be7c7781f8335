import type { Part, Pattern, RuleBook } from '../rulebook/book.ts';
import type { Break } from '../words/words.ts';
import type { Message, Span } from './message.ts';

/** A pattern that fits, with the spans of its parts: a "not" between them is not one that belongs to it. */
export interface Match extends Span {
  readonly pattern: Pattern;
  readonly parts: readonly Span[];
}

/** Words that change nothing ("just", "really"), of which so many may stand anywhere in a pattern. */
const mostFillers = 2;

/** All matches of all patterns, at most one for each place where one can begin. */
export function findMatches(message: Message, book: RuleBook): Match[] {
  const fillers = book.grammars.map((grammar) => fillerPlaces(message, grammar.concepts.get('FILLER')));
  const matches: Match[] = [];
  for (const pattern of possible(message, book)) {
    if (!pattern.parts.every((part) => part.optional || anyIn(message, part))) continue;
    matches.push(...new Matcher(message, pattern, fillers[pattern.grammar.number] as ReadonlySet<number>).run());
  }
  return matches;
}

/** Only those whose first part stands somewhere: of thousands, mostly a few dozen. */
function possible(message: Message, book: RuleBook): ReadonlySet<Pattern> {
  const patterns = new Set<Pattern>();
  for (const concept of message.concepts()) for (const pattern of book.patterns.get(concept) ?? []) patterns.add(pattern);
  return patterns;
}

function fillerPlaces(message: Message, concept: number | undefined): ReadonlySet<number> {
  return new Set(concept === undefined ? [] : message.placesOf(concept));
}

function anyIn(message: Message, part: Part): boolean {
  for (const concept of part.anyOf) if (message.has(concept)) return true;
  return false;
}

class Matcher {
  /** Where a part was tried and nothing fitted behind: never tried again, so a pattern costs no more than words times parts. */
  private readonly failed = new Set<number>();
  private readonly message: Message;
  private readonly pattern: Pattern;
  private readonly fillers: ReadonlySet<number>;
  /** No pattern reaches into the next sentence. People put new lines anywhere, but an idiom excuses nothing beyond its own. */
  private readonly border: Break;

  constructor(message: Message, pattern: Pattern, fillers: ReadonlySet<number>) {
    this.message = message;
    this.pattern = pattern;
    this.fillers = fillers;
    this.border = pattern.rule === null ? 2 : 3;
  }

  run(): Match[] {
    const [first] = this.pattern.parts as [Part];
    const places = [...new Set([...first.anyOf].flatMap((concept) => this.message.placesOf(concept)))].sort((one, other) => one - other);
    const matches: Match[] = [];
    for (const place of places) {
      const parts = this.fitAt(0, place);
      if (parts) matches.push({ pattern: this.pattern, from: place, to: Math.max(...parts.map((part) => part.to)), parts });
    }
    return matches;
  }

  /** The spans of this part and all behind it, when this one begins exactly here. */
  private fitAt(number: number, place: number): Span[] | null {
    const key = place * this.pattern.parts.length + number;
    if (this.failed.has(key)) return null;
    const part = this.pattern.parts[number] as Part;
    for (const { concept, to } of this.message.at(place)) {
      this.message.meter.steps += 1;
      if (!part.anyOf.has(concept)) continue;
      const rest = this.fitFrom(number + 1, to);
      if (rest) return [{ from: place, to }, ...rest];
    }
    this.failed.add(key);
    return null;
  }

  /** The same for a part that begins here or a little later. */
  private fitFrom(number: number, from: number): Span[] | null {
    const part = this.pattern.parts[number];
    if (!part) return [];
    let others = 0;
    let fillers = 0;
    for (let place = from; place < this.message.words.length; place += 1) {
      if ((this.message.words[place]?.breakBefore ?? 0) >= this.border) break;
      const found = this.fitAt(number, place);
      if (found) return found;
      if (this.fillers.has(place) && fillers < mostFillers) fillers += 1;
      else others += 1;
      if (others > part.gap) break;
    }
    return part.optional ? this.fitFrom(number + 1, from) : null;
  }
}
