import type { DeskChange, InboxRow } from '../../../modules/desk/contract.ts';
import { inverse } from './change.ts';

export type Leaving = 'close' | 'snooze' | 'give';

/** How a change takes conversations out of sight of the people who look after them; null: it does not. */
function leavingBy({ state, snoozedUntil, handler }: DeskChange): Leaving | null {
  if (state === 'closed') return 'close';
  if (snoozedUntil) return 'snooze';
  return handler === 'assistant' ? 'give' : null;
}

/** What a change would take from people's sight while somebody may be in danger: it is asked about first. Null: it may go ahead. */
export function asksFirst(
  rows: readonly InboxRow[],
  change: DeskChange,
  now: Date,
): { readonly what: Leaving; readonly count: number } | null {
  const what = leavingBy(change);
  if (what === null) return null;
  const count = rows.filter((row) => row.risk !== null && inverse(row, change, now).length > 0).length;
  return count === 0 ? null : { what, count };
}
