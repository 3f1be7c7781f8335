import type { RowOf } from '#platform/db/database.ts';

/**
 * The lane: a conversation's outgoing messages in order. Its state stands on the conversation's row (`queued`, `settled`,
 * `silenced_to`, `lane_due_at`, `lane_lease`, `lane_until`), its rows are messages. The router's commit and a person's
 * message put rows at its end; one sender at a time takes them from its head. What the rules are, in SQL, is said here once,
 * for a conversation named `v`.
 */

/** Something waits to be sent. */
export const laneWaits = 'v.queued > v.settled';

/** What appending `count` rows at the moment `now` changes. What waits in front, for its own reason, keeps its time. */
export const appendToLane = (count: string, now: string) => `
    queued = v.queued + ${count},
    last_message_at = case when ${count} > 0 then ${now} else v.last_message_at end,
    lane_due_at = case when ${count} > 0 and not ${laneWaits} then ${now} else v.lane_due_at end`;

/** Rows are locked in one order everywhere: contacts by id, then their conversations by channel, then messages. */
export const laneOrder = 'v.contact_id, v.channel_id';

/** A conversation's outgoing messages, claimed: the lane is held under `lease`; `rows` are the first that are not settled. */
export interface ClaimedLane {
  readonly organizationId: string;
  readonly lease: string;
  readonly conversationId: string;
  readonly contactId: string;
  readonly channelId: string;
  readonly recipient: Readonly<Record<string, string>>;
  readonly lastInboundAt: Date | null;
  /** The contact asked for silence: rows up to this position are not sent any more. */
  readonly silencedTo: number | null;
  readonly rows: readonly LaneRow[];
}

export interface LaneRow {
  readonly id: string;
  readonly position: number;
  readonly kind: string;
  readonly text: string | null;
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly quotes: string | null;
  readonly status: string;
  readonly attempts: number;
  /** How often the outcome of sending it was unknown. */
  readonly doubts: number;
  readonly createdAt: Date;
  readonly sendingAt: Date | null;
}

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
