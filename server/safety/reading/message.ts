import type { Grammar, RuleBook } from '../rulebook/book.ts';
import type { Word } from '../words/words.ts';

/** A run of words, by their numbers; `to` is behind the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How much work was done; a test counts it, so that no clock need be asked. */
export interface Meter {
  steps: number;
}

interface Found {
  readonly concept: number;
  readonly to: number;
}

/** The words of a message with the concepts that stand in it. */
export class Message {
  readonly words: readonly Word[];
  readonly meter: Meter;
  private readonly starting: readonly (readonly Found[])[];
  private readonly places = new Map<number, number[]>();

  constructor(words: readonly Word[], book: RuleBook, meter: Meter) {
    this.words = words;
    this.meter = meter;
    const numbers = words.map((word) => book.vocabulary.recognise(word.form));
    this.starting = words.map((_, at) => this.findAt(at, numbers, book));
  }

  private findAt(at: number, numbers: readonly (readonly number[])[], book: RuleBook): readonly Found[] {
    let found: Found[] | null = null;
    for (const number of numbers[at] as readonly number[]) {
      for (const { concept, rest } of book.phrases.get(number) ?? none) {
        this.meter.steps += 1;
        const to = at + 1 + rest.length;
        if (!rest.every((wanted, index) => this.fitsAt(at + 1 + index, wanted, numbers))) continue;
        found ??= [];
        if (!found.some((other) => other.concept === concept && other.to === to)) found.push({ concept, to });
      }
    }
    if (!found) return nothing;
    for (const { concept } of found) this.place(concept, at);
    return found;
  }

  private fitsAt(at: number, wanted: ReadonlySet<number>, numbers: readonly (readonly number[])[]): boolean {
    return this.words[at]?.breakBefore !== 3 && numbers[at]?.some((one) => wanted.has(one)) === true;
  }

  private place(concept: number, at: number): void {
    const places = this.places.get(concept);
    if (!places) this.places.set(concept, [at]);
    else if (places.at(-1) !== at) places.push(at);
  }

  /** Every concept that stands in the message. */
  concepts(): Iterable<number> {
    return this.places.keys();
  }

  at(word: number): readonly Found[] {
    return this.starting[word] ?? nothing;
  }

  /** Where the concept begins, in order. */
  placesOf(concept: number): readonly number[] {
    return this.places.get(concept) ?? none;
  }

  has(concept: number): boolean {
    return this.places.has(concept);
  }

  /** All spans of a word list, by its name; none when the grammar has no such list. */
  spansOf(grammar: Grammar, name: string): Span[] {
    const concept = grammar.concepts.get(name);
    if (concept === undefined) return [];
    return this.placesOf(concept).flatMap((from) =>
      this.at(from)
        .filter((found) => found.concept === concept)
        .map(({ to }) => ({ from, to })),
    );
  }
}

const nothing: readonly Found[] = [];
const none: readonly never[] = [];
