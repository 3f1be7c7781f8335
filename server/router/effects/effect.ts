import type { Change } from '#contract/realtime.ts';
import type { Keeper } from '#core/keeper.ts';
import type { Effect } from '#core/turn.ts';
import type { Ids } from '#platform/ids.ts';

/** An effect that is more than a change of the contact or the conversation: from what the turn said to the rows that are written. */
export interface WrittenEffect<Row, Statements extends object> {
  /** Its rows, of everything that one turn decided. */
  rowsOf(effects: readonly Effect[], about: About): readonly Row[];
  /** What writes them. Asked only where there are some; only the turns of a batch that have any are in it. */
  write(organizationId: string, turns: readonly TurnRows<Row>[], now: Date, keepers: Keepers): Statements;
  /** What open pages are told, beyond that there was a turn. */
  tell?(rows: readonly Row[], where: { readonly conversationId: string; readonly contactId: string }): readonly Change[];
}

/** What modules keep, by name. */
export type Keepers = ReadonlyMap<string, Keeper>;

/** Keeps the types of its own rows and statements. */
export function defineEffect<Row, Statements extends object>(effect: WrittenEffect<Row, Statements>): WrittenEffect<Row, Statements> {
  return effect;
}

/** What rows may need to know of their turn. */
export interface About {
  readonly ids: Ids;
  readonly lease: string;
  /** Who answered the conversation when the turn read it. */
  readonly handler: 'assistant' | 'people';
}

/** A turn as the statements find it, and what one effect of it writes. */
export interface TurnRows<Row> {
  readonly lease: string;
  readonly contact_id: string;
  readonly conversation_id: string;
  readonly turn_id: string;
  readonly rows: readonly Row[];
}

/** Turns as the statements read them (decided-store.ts), each with what `column` makes of its rows. */
export function recordsWith<Row>(
  turns: readonly TurnRows<Row>[],
  columns: (rows: readonly Row[]) => Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify(
    turns.map(({ rows, lease, contact_id, conversation_id, turn_id }) => ({
      lease,
      contact_id,
      conversation_id,
      turn_id,
      ...columns(rows),
    })),
  );
}
