import type { Scope } from '#platform/scope.ts';

/** Something that happens to a contact: "conversation.closed". A flow may begin with it, or wait for it. */
export interface FlowEvent {
  readonly name: string;
  /** One sentence for an author. */
  readonly summary: string;
  /** Begins a flow also while the safety gate still watches the contact: it says that people have seen to it. Never while an incident is open. */
  readonly afterDanger?: true;
}

/** A kind of group a flow may be begun for by the clock: tags, segments. */
export interface FlowAudience {
  /** "tag". */
  readonly kind: string;
  /** What there is, for whoever chooses one; at most some hundreds. */
  list(scope: Scope): Promise<readonly { readonly value: string; readonly title: string }[]>;
  /** Whether there is such a one. */
  knows(scope: Scope, value: string): Promise<boolean>;
  /** Whom it means now, in the order of their ids: at most `limit`, behind `after`. Nobody where there is no such one. */
  take(scope: Scope, value: string, page: { readonly after: string | null; readonly limit: number }): Promise<readonly string[]>;
}
