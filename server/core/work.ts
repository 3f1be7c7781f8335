import type { Routing, TurnContact, TurnMessage } from './turn.ts';

/**
 * A contact's open work, claimed: the lease is held under `lease`, and this is everything a turn needs to decide.
 * Made by the accept stage when it could take the lease at once, otherwise by the claim.
 */
export interface ClaimedWork {
  readonly organizationId: string;
  readonly lease: string;
  readonly contact: TurnContact;
  /** How often the turn over this work has failed already. */
  readonly failures: number;
  readonly conversation: {
    readonly id: string;
    readonly channelId: string;
    readonly handler: 'assistant' | 'people';
    readonly optedOut: boolean;
    readonly routing: Routing;
  };
  readonly messages: readonly (TurnMessage & { readonly providerId: string | null })[];
}

/** A contact has work, but nobody holds the lease yet; or it is held under `lease` and the work must still be read. */
export interface OpenWork {
  readonly organizationId: string;
  readonly contactId: string;
  readonly dueAt: Date;
  readonly lease?: string;
}

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
