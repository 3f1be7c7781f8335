import type { DevelopmentMessage } from './development.ts';

/** A message of an author who was not learnt from. */
export interface Scored {
  readonly example: { readonly message: DevelopmentMessage; readonly isHighByRules: boolean; readonly isAskedByRules: boolean };
  /** What it comes to where the lists have a sign of danger in it … */
  readonly crisis: number;
  /** … and whether or not: without a sign that is worth a question. */
  readonly unsigned: number;
  readonly risk: number;
}

/**
 * Of a hundred messages of no concern so many may call a person, or come near a question; of everyday ones and of traps. Two budgets hold at once. `plain` is
 * counted on the first half, by an author who wrote what people write on any day: for a call it is the project's aim itself, 3 and 8. `hard` is counted on the
 * others, who wrote theirs to sound like danger, and of whom there are thousands. Neither is enough alone: the first half decides by six or seven messages, so
 * that a few texts more to learn from move its border by a lot (at 2 and 6 it once lost 3 of 100 crises to two messages), and what sounds like danger is not
 * what a desk hears all day.
 */
const budgets = {
  crisis: { plain: { everyday: 3, trap: 8 }, hard: { everyday: 8, trap: 16 } },
  risk: { plain: { everyday: 4, trap: 9 }, hard: { everyday: 12, trap: 22 } },
} as const;

export interface Measured {
  readonly name: string;
  readonly crises: number;
  readonly high: number;
  readonly asked: number;
  readonly none: number;
  readonly alarms: number;
  readonly questions: number;
}

/** The lowest sum at which no more messages of no concern are inside than the budgets have, with those the rules alarm on. */
export function thresholdOf(scored: readonly Scored[], border: 'crisis' | 'risk'): number {
  const groups = (['plain', 'hard'] as const).flatMap((who) =>
    (['everyday', 'trap'] as const).map((kind) => ({
      most: budgets[border][who][kind],
      messages: scored.filter(
        ({ example: { message } }) =>
          (message.author === '') === (who === 'plain') && message.label === 'none' && message.kind.startsWith(kind),
      ),
    })),
  );
  const within = (at: number) =>
    groups.every(({ most, messages }) => {
      const inside = messages.filter((one) => one[border] > at || one.example.isHighByRules);
      return inside.length * 100 <= messages.length * most;
    });
  let at = 3;
  while (at > -2 && within(at - 0.01)) at -= 0.01;
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
