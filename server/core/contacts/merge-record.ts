import type { Scope } from '#platform/scope.ts';

/** What a merge moved and changed: everything that taking the two apart again needs. Ids and states, never words. */
export interface MergeRecord {
  /** Addresses that were the merged record's, as they are stored, by channel type. */
  readonly identities: readonly { readonly channel_type: string; readonly address: string }[];
  /** Conversations that went over whole. */
  readonly conversations: readonly string[];
  /** Where both had a conversation: the merged one stays as it was, new messages go to the kept one. */
  readonly shared: readonly SharedConversation[];
  /** Unanswered messages that were put into the kept conversation. */
  readonly messages: readonly { readonly id: string; readonly from: string }[];
  /** Fields the kept record had not and took over. */
  readonly filled: readonly FilledField[];
  /** Members who have the kept contact because they had the other. */
  readonly members: readonly string[];
  /** What the modules keep, by their names. */
  readonly companions: Readonly<Record<string, unknown>>;
  readonly remembered: readonly string[];
}

export const filledFields = ['name', 'profile_name', 'language', 'time_zone'] as const;
export type FilledField = (typeof filledFields)[number];

/** What a merge may change of a conversation both need. */
export interface ConversationState {
  readonly recipient: unknown;
  readonly last_inbound_at: string | null;
  readonly handler: string;
  readonly handler_reason: string | null;
  readonly opted_out_at: string | null;
  readonly silenced_to: number | null;
  /** Absent: merged before this was kept. */
  readonly waiting_since?: string | null;
}

export interface SharedConversation {
  readonly kept: string;
  readonly merged: string;
  readonly before: ConversationState;
  readonly after: ConversationState;
}

/** What a module keeps of contacts, when two become one. Called inside the merge's transaction: SQL only. */
export interface MergeCompanion {
  join(scope: Scope, ids: MergeIds): Promise<{ record: unknown; remembered: readonly string[] }>;
  /** Returns what could not be given back, in sentences. */
  part(scope: Scope, ids: MergeIds, record: unknown): Promise<readonly string[]>;
}
export type MergeCompanions = Readonly<Record<string, MergeCompanion>>;

export interface MergeIds {
  readonly keptId: string;
  readonly mergedId: string;
}

/** Two records' unanswered messages in the order in which they came; within one record its own order holds. */
export function inOrderOfArrival<Waiting extends { readonly created_at: Date }>(
  one: readonly Waiting[],
  other: readonly Waiting[],
): Waiting[] {
  const [left, right] = [[...one], [...other]];
  const ordered: Waiting[] = [];
  for (;;) {
    const [a, b] = [left[0], right[0]];
    if (!a || !b) return [...ordered, ...left, ...right];
    ordered.push((a.created_at <= b.created_at ? left : right).shift() as Waiting);
  }
}
