import type { RowOf } from '#platform/db/database.ts';
import type { ClaimedLane, LaneRow } from './lane.ts';

/**
 * The lane: a conversation's outgoing messages in order. Its state stands on the conversation's row (`queued`, `settled`,
 * `silenced_to`, `lane_due_at`, `lane_lease`, `lane_until`), its rows are messages. The router's commit and a person's
 * message put rows at its end; one sender at a time takes them from its head. What the rules are, in SQL, is said here once,
 * for a conversation named `v`.
 */

/** Something waits to be sent. */
export const laneWaits = 'v.queued > v.settled';

/**
 * What appending rows changes. How many and when are names in the statement: of a column, or of a parameter. What waits in
 * front, for its own reason, keeps its time.
 */
export const appendToLane = ({ count, now }: { count: string; now: string }) => `
    queued = v.queued + ${count},
    last_message_at = case when ${count} > 0 then ${now} else v.last_message_at end,
    lane_due_at = case when ${count} > 0 and not ${laneWaits} then ${now} else v.lane_due_at end`;

/** Rows are locked in one order everywhere: contacts by id, then their conversations by channel, then messages. */
export const laneOrder = 'v.contact_id, v.channel_id';

const laneColumnNames = ['id', 'contact_id', 'channel_id', 'recipient', 'last_inbound_at', 'silenced_to'] as const;
/** What a statement that claims a lane returns of its conversation. */
export const laneColumns = laneColumnNames.map((name) => `v.${name}`).join(', ');
export type ClaimedLaneRow = RowOf<'conversations', (typeof laneColumnNames)[number]>;

export function toClaimedLane(
  claim: { organizationId: string; lease: string },
  row: ClaimedLaneRow,
  rows: readonly LaneRow[],
): ClaimedLane {
  return {
    organizationId: claim.organizationId,
    lease: claim.lease,
    conversationId: row.id,
    contactId: row.contact_id,
    channelId: row.channel_id,
    recipient: row.recipient,
    lastInboundAt: row.last_inbound_at,
    silencedTo: row.silenced_to,
    rows,
  };
}
