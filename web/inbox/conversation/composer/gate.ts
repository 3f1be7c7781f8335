import type { Channel } from '#contract/channels.ts';
import type { InboxRow } from '../../../../modules/desk/contract.ts';

/** Whether words can be sent here now, and if not, why. */
export type Gate = 'open' | 'forbidden' | 'former' | 'opted_out' | 'disabled' | 'window';

export function gateOf(
  row: Pick<InboxRow, 'former' | 'optedOutAt' | 'windowClosesAt' | 'risk'>,
  { channel, maySend, now }: { channel: Pick<Channel, 'state'> | undefined; maySend: boolean; now: Date },
): Gate {
  if (!maySend) return 'forbidden';
  if (row.former) return 'former';
  const closed = row.windowClosesAt !== null && new Date(row.windowClosesAt) <= now;
  // Who asked for silence and is in danger may be answered, and written to in no other way.
  const inDanger = row.risk === 'high' || row.risk === 'imminent';
  if (row.optedOutAt !== null && (closed || !inDanger)) return 'opted_out';
  if (channel?.state === 'disabled') return 'disabled';
  return closed ? 'window' : 'open';
}
