import type { Scope } from '#platform/scope.ts';
import { writeEntry } from './entries.ts';
import { type IncidentRow, isStillOpen, lockIncident, patchIncident } from './store.ts';

/**
 * Somebody was reached with a call that began at `called_at`. Returns whether they are the first who know of the incident as it is: of what
 * got worse meanwhile they know nothing. Inside a transaction.
 */
export async function markDelivered(
  scope: Scope,
  { id, called_at }: Pick<IncidentRow, 'id' | 'called_at'>,
  data: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { db, organization, clock } = scope;
  const row = await lockIncident(db, { organizationId: organization.id, only: null }, id);
  if (!row) return false;
  await writeEntry(scope, { incidentId: id, kind: 'delivered', data });
  const isFirst = isStillOpen(row) && row.delivered_at === null && row.called_at.getTime() === called_at.getTime();
  if (!isFirst) return false;
  const state = row.state === 'raised' ? { state: 'delivered' } : {};
  await patchIncident(db, organization.id, id, { ...state, delivered_at: clock.now() });
  return true;
}
