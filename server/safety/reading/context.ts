import type { Grammar, RuleBook } from '../rulebook/book.ts';
import type { Match } from './match.ts';
import type { Message, Span } from './message.ts';

/** How far back the person a sentence is about is looked for. */
const reach = 8;
/** The longest phrase of a word list; a span that covers a word begins no earlier. */
const longestPhrase = 8;

/**
 * Answers what stands around a match: whether it is denied, whose it is, when it was, whether it is only told. Looks only at
 * the words near it, or asks what a sentence holds: a message of thousands of matches costs no more than their number.
 */
export class Context {
  private readonly message: Message;
  private readonly book: RuleBook;
  /** By word: the number of its sentence (or line), and per grammar of its clause ("but" begins one). */
  private readonly sentences: readonly number[];
  private readonly clauses = new Map<Grammar, readonly number[]>();
  private readonly sentencesWith = new Map<string, ReadonlySet<number>>();
  private readonly clausesWith = new Map<string, ReadonlySet<number>>();

  constructor(message: Message, book: RuleBook) {
    this.message = message;
    this.book = book;
    this.sentences = count(message, (at) => (message.words[at]?.breakBefore ?? 0) >= 2);
  }

  /** A "not" inside the match or near it takes it back; "not sure" and "cannot stop" do not. */
  isDenied(match: Match): boolean {
    const { grammar } = match.pattern;
    const { before, after } = grammar.negation;
    return this.spansFrom(grammar, 'NEG', match.from - before - longestPhrase, match.to + after).some(
      (not) => !this.isUndone(not, grammar) && this.denies(not, match),
    );
  }

  private denies(not: Span, match: Match): boolean {
    const { before, after } = match.pattern.grammar.negation;
    if (match.parts.some((part) => overlap(part, not))) return false;
    if (not.from >= match.from && not.to <= match.to) return true;
    if (!this.sameClause(not, match)) return false;
    if (not.from >= match.to) return not.from - match.to < after;
    if (match.from - not.to < 0 || match.from - not.to >= before) return false;
    // "No, I want to": a new subject stands between, or begins the match.
    return this.spansFrom(match.pattern.grammar, 'SELF', not.to, match.from + 1).every((self) => self.to > match.from + 1);
  }

  /** "Not joking": NOT_NEG names what denies nothing, and what is no joke. */
  private isUndone(span: Span, grammar: Grammar): boolean {
    return this.spansFrom(grammar, 'NOT_NEG', span.from - longestPhrase, span.to).some((other) => overlap(other, span));
  }

  /** Whether the nearest person named before it, or its ending, is somebody else. Nobody named: the writer. */
  isAboutOther(match: Match): boolean {
    const { grammar } = match.pattern;
    const [self, other] = [this.nearest('SELF', match), this.nearest('OTHERS', match)];
    if (other > self) return true;
    // Urdu and Hindi put the person anywhere, and the ending behind.
    if (this.sentencesOf('SELF', grammar).has(this.sentences[match.from] as number)) return false;
    return this.spansFrom(grammar, 'THIRD', match.to - 1, match.to + 1).length > 0;
  }

  private nearest(name: string, match: Match): number {
    const spans = this.spansFrom(match.pattern.grammar, name, match.from - reach - longestPhrase, match.to);
    const near = spans.filter((span) => span.to <= match.to && match.from - span.to <= reach && this.sameSentence(span, match));
    return near.at(-1)?.from ?? -1;
  }

  isPast(match: Match): boolean {
    const { grammar } = match.pattern;
    const clauses = this.clausesOf(grammar);
    const past = this.clausesHolding('PAST', grammar);
    return ends(match).some((at) => past.has(clauses[at] as number)) && !this.near('STILL', match);
  }

  /** In quotation marks, or a sentence that says what somebody said, sang or played. */
  isTold(match: Match): boolean {
    return this.message.words[match.from]?.quoted === true || this.near('REPORT', match);
  }

  /** Whether any language has a word of this list in the sentence: people laugh, and name times, in every one. */
  near(name: string, match: Match): boolean {
    return this.book.grammars.some((grammar) => {
      const sentences = this.sentencesOf(name, grammar);
      return ends(match).some((at) => sentences.has(this.sentences[at] as number));
    });
  }

  /** Whether a new line stands in it: what is denied on one line is not denied on the next. */
  crossesLines(span: Span): boolean {
    return this.sentences[span.from] !== this.sentences[span.to - 1];
  }

  /** The spans of a list that begin at these words. */
  private spansFrom(grammar: Grammar, name: string, from: number, to: number): Span[] {
    const concept = grammar.concepts.get(name);
    if (concept === undefined || !this.message.has(concept)) return [];
    const spans: Span[] = [];
    for (let at = Math.max(0, from); at < to; at += 1) {
      this.message.meter.steps += 1;
      for (const found of this.message.at(at)) if (found.concept === concept) spans.push({ from: at, to: found.to });
    }
    return spans;
  }

  private sentencesOf(name: string, grammar: Grammar): ReadonlySet<number> {
    return this.holding(this.sentencesWith, `${grammar.name} ${name}`, () =>
      this.message
        .spansOf(grammar, name)
        .filter((span) => !this.isUndone(span, grammar))
        .flatMap((span) => ends(span).map((at) => this.sentences[at] as number)),
    );
  }

  private clausesHolding(name: string, grammar: Grammar): ReadonlySet<number> {
    const clauses = this.clausesOf(grammar);
    return this.holding(this.clausesWith, `${grammar.name} ${name}`, () =>
      this.message.spansOf(grammar, name).map(({ from }) => clauses[from] as number),
    );
  }

  private holding(known: Map<string, ReadonlySet<number>>, key: string, find: () => number[]): ReadonlySet<number> {
    let holding = known.get(key);
    if (!holding) {
      holding = new Set(find());
      this.message.meter.steps += holding.size;
      known.set(key, holding);
    }
    return holding;
  }

  private sameSentence(one: Span, other: Span): boolean {
    return ends(other).some((at) => this.sentences[at] === this.sentences[one.from]);
  }

  private sameClause(not: Span, match: Match): boolean {
    const clauses = this.clausesOf(match.pattern.grammar);
    return ends(match).some((at) => clauses[at] === clauses[not.from]);
  }

  private clausesOf(grammar: Grammar): readonly number[] {
    const known = this.clauses.get(grammar);
    if (known) return known;
    const begins = new Set(this.message.spansOf(grammar, 'BUT').map(({ from }) => from));
    const clauses = count(this.message, (at) => (this.message.words[at]?.breakBefore ?? 0) >= 1 || begins.has(at));
    this.clauses.set(grammar, clauses);
    return clauses;
  }
}

/** The first and last word. */
function ends({ from, to }: Span): [number, number] {
  return [from, to - 1];
}

function count(message: Message, begins: (at: number) => boolean): number[] {
  let number = 0;
  return message.words.map((_, at) => {
    if (begins(at)) number += 1;
    return number;
  });
}

function overlap(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}
