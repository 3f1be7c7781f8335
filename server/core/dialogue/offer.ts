import type { Choice } from '#contract/messages.ts';
import type { Effect, Turn } from '#core/turn.ts';
import { shapeChoices } from './fit.ts';

export interface Offer {
  readonly text: string;
  readonly choices: readonly Choice[];
}

/**
 * Asks a question with choices in the best way the channel has: buttons, a list, or numbers to type. Whichever it is, the
 * choices are remembered, so that a typed number or title means the same as a tap.
 */
export function offer(turn: Turn, question: Offer): Effect[] {
  const offered = question.choices.map((choice) => ({ id: choice.id, title: choice.title }));
  return [
    { kind: 'reply', content: shapeChoices(turn, question, question.choices) },
    { kind: 'set_routing', routing: { ...turn.conversation.routing, offered } },
  ];
}
