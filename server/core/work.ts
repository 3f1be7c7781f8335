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
  /** Where a turn has no messages: the last position that was decided. */
  readonly done?: number;
  /** More of the contact waits behind it: on another channel, or beyond what one turn takes. */
  readonly followed?: boolean;
}

/** A contact has work, but nobody holds the lease yet; or it is held under `lease` and the work must still be read. */
export interface OpenWork {
  readonly organizationId: string;
  readonly contactId: string;
  readonly dueAt: Date;
  readonly lease?: string;
}
