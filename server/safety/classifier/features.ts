import type { Message, Span } from '../reading/message.ts';
import type { RuleBook } from '../rulebook/book.ts';

/** Nobody says more in a sentence; keeps a letter without a full stop from costing anything. */
const mostWords = 60;
/** Pairs grow with the square; a sentence of people has a dozen lists in it. */
const mostNames = 24;

/**
 * What the classifier looks at: which word lists of the rules stand in a sentence, and which two stand there together
 * ("LIFE", "LIFE TIRED"). The lists have the same names in all languages, so that what is learnt of one helps the others;
 * words themselves were tried, and told less about texts nobody had seen.
 */
export function partsOf(message: Message, { from, to }: Span, book: RuleBook): string[] {
  const names = new Set<string>();
  for (let at = from; at < Math.min(to, from + mostWords); at += 1) {
    for (const { concept } of message.at(at)) {
      const name = book.names.get(concept);
      if (name !== undefined) names.add(name);
    }
  }
  const sorted = [...names].sort().slice(0, mostNames);
  return [...sorted, ...sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => `${one} ${other}`))];
}
