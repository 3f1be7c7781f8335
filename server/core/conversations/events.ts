import type { Scope } from '#platform/scope.ts';
import { type EventRow, findEvents, insertEvent } from './event-store.ts';

export type { EventRow } from './event-store.ts';

/**
 * Writes down what was done with a conversation, in the transaction that does it: it stands between the messages from then on. `data` holds
 * ids and the organization's own words, never a contact's.
 */
export async function recordEvent(
  { db, organization, actor, ids, clock }: Scope,
  event: { conversationId: string; kind: string; data?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await insertEvent(db, {
    organization_id: organization.id,
    id: ids.next(),
    conversation_id: event.conversationId,
    kind: event.kind,
    actor: actor.kind,
    actor_id: actor.id,
    data: JSON.stringify(event.data ?? {}),
    created_at: clock.now(),
  });
}

/** Events by id, of conversations that were asked for first. */
export function readEvents({ db, organization }: Scope, ids: readonly string[]): Promise<EventRow[]> {
  return findEvents(db, organization.id, ids);
}
