import type { Turn } from '#core/turn.ts';

/** A decision that may be taken back before it counts. */
export interface Attempt {
  readonly turn: Turn;
  /** Undoes what was decided, and lets go of what is still being asked: nothing that comes of it later reaches the turn. */
  takeBack(reason: string): void;
}

/** The same turn, decided on trial. `mark` is the buffered turn's. */
export function attempt(turn: Turn, mark: () => () => void): Attempt {
  const undo = mark();
  const leaving = new AbortController();
  const whileHeld =
    <A extends readonly unknown[]>(does: (...given: A) => void) =>
    (...given: A) => {
      if (!leaving.signal.aborted) does(...given);
    };
  const tried = Object.create(turn, {
    reply: { value: whileHeld(turn.reply) },
    handOver: { value: whileHeld(turn.handOver) },
    apply: { value: whileHeld(turn.apply) },
    note: { value: whileHeld(turn.note) },
    signal: { value: AbortSignal.any([turn.signal, leaving.signal]), enumerable: true },
  }) as Turn;
  return {
    turn: tried,
    takeBack(reason) {
      leaving.abort(new Error(reason));
      undo();
    },
  };
}
