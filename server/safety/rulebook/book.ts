import { isConcept, type PatternPart, readPattern } from './pattern.ts';
import type { Rule, RuleFile } from './schema.ts';
import { Vocabulary } from './vocabulary.ts';

/** A word or several that stand for one concept, found by their first word. */
export interface Phrase {
  readonly concept: number;
  readonly rest: readonly ReadonlySet<number>[];
}

export interface Part {
  readonly anyOf: ReadonlySet<number>;
  readonly optional: boolean;
  readonly gap: number;
}

/** One pattern of one rule, or of an idiom (no rule). */
export interface Pattern {
  readonly rule: BookRule | null;
  readonly parts: readonly Part[];
  readonly grammar: Grammar;
}

export interface BookRule extends Omit<Rule, 'patterns'> {
  /** With its language before it: "en.wants-to-die". */
  readonly id: string;
  readonly grammar: Grammar;
}

/** What reads a sentence's surroundings: who it is about, when, whether denied. Numbers of concepts, by name. */
export interface Grammar {
  readonly name: string;
  readonly number: number;
  readonly negation: { readonly before: number; readonly after: number };
  readonly concepts: ReadonlyMap<string, number>;
}

/** All rule files, ready to be used. */
export interface RuleBook {
  readonly vocabulary: Vocabulary;
  readonly phrases: ReadonlyMap<number, readonly Phrase[]>;
  /** By the concepts that they may begin with. */
  readonly patterns: ReadonlyMap<number, readonly Pattern[]>;
  readonly grammars: readonly Grammar[];
  /** The name of a word list by its number; the same in every language that has one. */
  readonly names: ReadonlyMap<number, string>;
}

/** Throws with the file's language and the pattern when a rule names a word list that nobody wrote. */
export function makeBook(files: readonly RuleFile[]): RuleBook {
  return new Maker().make(files);
}

class Maker {
  private readonly vocabulary = new Vocabulary();
  private readonly phrases = new Map<number, Phrase[]>();
  private readonly concepts = new Map<string, number>();
  private readonly patterns = new Map<number, Pattern[]>();

  make(files: readonly RuleFile[]): RuleBook {
    const grammars = this.grammarsOf(files);
    for (const file of files) this.learnWords(file);
    for (const file of files) this.learnRules(file, grammars.get(file.grammar) as Grammar);
    const { vocabulary, phrases, patterns } = this;
    const all = [...grammars.values()];
    const names = new Map(all.flatMap(({ concepts }) => [...concepts].map(([name, number]) => [number, name] as const)));
    return { vocabulary, phrases, patterns, grammars: all, names };
  }

  private grammarsOf(files: readonly RuleFile[]): Map<string, Grammar> {
    const grammars = new Map<string, Grammar & { readonly concepts: Map<string, number> }>();
    for (const file of files) {
      const known = grammars.get(file.grammar);
      const negation = file.negation ?? known?.negation ?? { before: 3, after: 0 };
      const grammar = { name: file.grammar, number: known?.number ?? grammars.size, negation, concepts: known?.concepts ?? new Map() };
      for (const name of Object.keys(file.words)) grammar.concepts.set(name, this.concept(`${file.grammar} ${name}`));
      grammars.set(file.grammar, grammar);
    }
    return grammars;
  }

  private concept(key: string): number {
    const known = this.concepts.get(key);
    if (known !== undefined) return known;
    this.concepts.set(key, this.concepts.size);
    return this.concepts.size - 1;
  }

  private learnWords({ grammar, words, roman }: RuleFile): void {
    for (const [name, phrases] of Object.entries(words)) {
      for (const phrase of phrases) this.learnPhrase(this.concept(`${grammar} ${name}`), phrase, roman);
    }
  }

  private learnPhrase(concept: number, written: string, roman: boolean): void {
    const [first, ...rest] = written.split(/\s+/).map((word) => this.vocabulary.learn(word, roman));
    const phrase = { concept, rest: rest.map((numbers) => new Set(numbers)) };
    for (const number of first ?? []) {
      const known = this.phrases.get(number);
      if (known) known.push(phrase);
      else this.phrases.set(number, [phrase]);
    }
  }

  private learnRules(file: RuleFile, grammar: Grammar): void {
    for (const written of file.idioms) this.learnPattern(written, null, file, grammar);
    for (const { patterns, ...rest } of file.rules) {
      const rule = { ...rest, id: `${file.language}.${rest.id}`, grammar };
      for (const written of patterns) this.learnPattern(written, rule, file, grammar);
    }
  }

  private learnPattern(written: string, rule: BookRule | null, file: RuleFile, grammar: Grammar): void {
    const parts = readPattern(written).map((part) => this.part(part, written, file));
    const pattern = { rule, parts, grammar };
    for (const concept of (parts[0] as Part).anyOf) {
      const known = this.patterns.get(concept);
      if (known) known.push(pattern);
      else this.patterns.set(concept, [pattern]);
    }
  }

  private part({ anyOf, optional, gap }: PatternPart, written: string, file: RuleFile): Part {
    return { optional, gap, anyOf: new Set(anyOf.map((name) => this.partConcept(name, written, file))) };
  }

  private partConcept(name: string, written: string, { grammar, language, roman }: RuleFile): number {
    if (isConcept(name)) {
      const known = this.concepts.get(`${grammar} ${name}`);
      if (known === undefined) throw new Error(`${language}: the pattern "${written}" names ${name}, and there is no such list of words.`);
      return known;
    }
    const key = `${grammar} ${roman ? 'roman ' : ''}"${name}"`;
    const isNew = !this.concepts.has(key);
    const concept = this.concept(key);
    if (isNew) this.learnPhrase(concept, name, roman);
    return concept;
  }
}
