import type { Routing, Turn, TurnMessage } from '#core/turn.ts';

/** The same turn over some of its messages: what is left after a guard took one, or what one command was said with. */
export function withMessages(turn: Turn, messages: readonly TurnMessage[]): Turn {
  if (messages === turn.messages) return turn;
  // Delegates everything else, so that what is decided through either is seen through both.
  return Object.create(turn, { messages: { value: messages, enumerable: true } }) as Turn;
}

/** Changes a part of what is remembered of the conversation, and writes nothing when nothing changes. */
export function remember(turn: Turn, change: Partial<Routing>): void {
  const before = turn.conversation.routing;
  const routing = { ...before, ...change };
  if (JSON.stringify(routing) !== JSON.stringify(before)) turn.apply({ kind: 'set_routing', routing });
}

export type Silence = 'opted_out' | 'people' | 'late';

/** Why nothing automatic may be said in this turn; null: it may. */
export function silence(turn: Turn): Silence | null {
  if (turn.conversation.optedOut) return 'opted_out';
  if (turn.conversation.handler === 'people') return 'people';
  return turn.messages.some((message) => message.late) ? 'late' : null;
}
