import type { DevelopmentMessage } from './development.ts';

/** A message of an author who was not learnt from. */
export interface Scored {
  readonly example: { readonly message: DevelopmentMessage; readonly isHighByRules: boolean; readonly isAskedByRules: boolean };
  /** The most of the words in which the lists have a sign of danger … */
  readonly crisis: number;
  /** … and of all words: without a sign that is worth a question. */
  readonly unsigned: number;
  readonly risk: number;
}

/** Of a hundred messages of no concern so many may call a person, or ask a question; of everyday ones and of traps. */
const budgets = { crisis: { everyday: 3, trap: 8 }, risk: { everyday: 5, trap: 14 } } as const;

export interface Measured {
  readonly name: string;
  readonly crises: number;
  readonly high: number;
  readonly asked: number;
  readonly none: number;
  readonly alarms: number;
  readonly questions: number;
}

/** The lowest sum at which no more messages of no concern are inside than the budget has, with those the rules alarm on. */
export function thresholdOf(scored: readonly Scored[], border: 'crisis' | 'risk'): number {
  const within = (kind: 'everyday' | 'trap', at: number) => {
    const own = scored.filter(({ example: { message } }) => message.label === 'none' && message.kind.startsWith(kind));
    const inside = own.filter((one) => one[border] > at || one.example.isHighByRules);
    return inside.length * 100 <= own.length * budgets[border][kind];
  };
  let at = 3;
  while (at > -2 && within('everyday', at - 0.01) && within('trap', at - 0.01)) at -= 0.01;
  return at;
}

/** All together, by language, and by how it is said: of the authors who had not seen the rules alone. */
export function measure(all: readonly Scored[], at: { readonly crisis: number; readonly risk: number }): Measured[] {
  const scored = all.filter(({ example }) => example.message.author !== '');
  const isHigh = (one: Scored) => one.example.isHighByRules || one.crisis > at.crisis;
  const isAsked = (one: Scored) => isHigh(one) || one.example.isAskedByRules || one.unsigned > at.crisis || one.risk > at.risk;
  const group = (name: string, own: readonly Scored[]): Measured => {
    const count = (label: string, wanted: (one: Scored) => boolean) =>
      own.filter((one) => one.example.message.label === label && wanted(one)).length;
    return {
      name,
      crises: count('crisis', () => true),
      high: count('crisis', isHigh),
      asked: count('crisis', isAsked),
      none: count('none', () => true),
      alarms: count('none', isHigh),
      questions: count('none', isAsked),
    };
  };
  const by = (name: (message: DevelopmentMessage) => string) =>
    [...new Set(scored.map(({ example }) => name(example.message)))].sort().map((one) =>
      group(
        one,
        scored.filter(({ example }) => name(example.message) === one),
      ),
    );
  return [group('all', scored), ...by(({ lang }) => lang), ...by(({ kind }) => kind), ...by(({ author }) => `author ${author}`)];
}
