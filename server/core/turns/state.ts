import type { Routing } from '#core/turn.ts';

/** What a turn began with, as its row keeps it: nothing in it that somebody wrote. */
export interface TurnState {
  readonly handler: 'assistant' | 'people';
  readonly optedOut: boolean;
  readonly language: string | null;
  readonly routing: Omit<Routing, 'offered' | 'lock'>;
  /** The turn gave the conversation to people. */
  readonly handedOver: boolean;
  /** More was remembered, which may hold words: with the evidence, as long as that is kept. */
  readonly words?: true;
}

export type TurnStateWords = Pick<Routing, 'offered' | 'lock'>;
