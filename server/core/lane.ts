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
  /** Those before this one. */
  readonly attempts: number;
  /** How often the outcome of sending it was unknown. */
  readonly doubts: number;
  readonly createdAt: Date;
  readonly sendingAt: Date | null;
  /** It is marked as being sent for this very holder of the lane, who has not begun yet. */
  readonly stamped: boolean;
}
