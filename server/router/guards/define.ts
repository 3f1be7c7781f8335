import type { Effect, Turn, TurnMessage } from '#core/turn.ts';
import type { Brain } from '../brain.ts';

/** One look at a turn before anything else, also inside a process and while people answer. Says what shall happen; does nothing. */
export interface Guard {
  /** "stop" writes the trace as "guard.stop". */
  readonly name: string;
  check(turn: Turn, brain: Brain): Ruling | null;
}

export interface Ruling {
  /** One word for counting: "opted_out". */
  readonly outcome: string;
  /** A sentence for the person who reads the trace. */
  readonly reason: string;
  /** Replies among them are left out while people answer, after an opt-out, and in a turn with late messages … */
  readonly effects: readonly Effect[];
  /** … unless they confirm a change of the contact's consent, which nobody else will do. */
  readonly receipt?: true;
  /** The messages still to be decided. None: the turn ends here. */
  readonly rest: readonly TurnMessage[];
  /** The contact's words that decided. */
  readonly evidence?: Readonly<Record<string, unknown>>;
}

export function defineGuard(guard: Guard): Guard {
  return guard;
}
