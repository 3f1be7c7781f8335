import { choiceIds } from '#core/dialogue/choices.ts';
import { remember } from '#core/dialogue/turn-tools.ts';
import type { Turn } from '#core/turn.ts';
import { later } from '#platform/clock.ts';
import { watches } from '#safety/index.ts';
import type { Pattern } from './look-for-patterns.ts';
import { patternInWords } from './pattern-words.ts';

/** One that nobody has offered yet, unless somebody may be in danger; the most frequent first. */
export function patternToOffer(turn: Turn, patterns: readonly Pattern[]): Pattern | null {
  const { safety } = turn.conversation.routing;
  if (safety && watches(safety, turn.clock.now())) return null;
  return patterns.filter(({ state }) => state === 'found').sort((one, other) => other.occurrences - one.occurrences)[0] ?? null;
}

/** As a question: it may be wrong, and only they know. */
export function offerPattern(turn: Turn, pattern: Pattern): void {
  const { id } = pattern;
  const text = patternInWords(turn.sentence, pattern);
  const buttons = [
    { id: choiceIds.intent('memory.confirm-pattern'), title: turn.sentence('memory.fits_button') },
    { id: choiceIds.intent('memory.deny-pattern'), title: turn.sentence('memory.fits_not_button') },
  ];
  turn.reply({ kind: 'buttons', text, buttons });
  remember(turn, { asked: { by: 'memory.pattern', at: turn.clock.now().toISOString(), about: id } });
  turn.apply({ kind: 'keep', by: 'memory.pattern-state', row: { id, state: 'offered' } });
}

const waitsSeconds = 43_200;

/** What this module asked here and was not answered yet. */
export function openQuestion(turn: Turn, by: 'memory.pattern' | 'memory.everything'): { readonly about: string | null } | null {
  const { asked } = turn.conversation.routing;
  if (asked?.by !== by || later(new Date(asked.at), waitsSeconds) < turn.clock.now()) return null;
  return { about: typeof asked.about === 'string' ? asked.about : null };
}
