import type { Scope } from '#platform/scope.ts';
import { insertEntry } from './store.ts';

export interface EntryGiven {
  readonly incidentId: string;
  readonly kind: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** What somebody wrote: kept sealed. */
  readonly note?: string;
}

/** Writes down what was done with an incident, and by whom. */
export async function writeEntry(scope: Scope, { incidentId, kind, data = {}, note }: EntryGiven): Promise<void> {
  const { db, organization, ids, clock, actor, key } = scope;
  const id = ids.next();
  await insertEntry(db, {
    organization_id: organization.id,
    id,
    incident_id: incidentId,
    kind,
    actor: actor.kind,
    actor_id: actor.id,
    data: JSON.stringify(data),
    sealed_note: note === undefined ? null : key.seal({ table: 'incident_entries', column: 'sealed_note', row: id }, note),
    created_at: clock.now(),
  });
}
