import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { Scope } from '#platform/scope.ts';
import { readCareSettings } from '#safety/index.ts';
import { lockIncident, patchIncident } from './store.ts';
import { askContact } from './tell-contact.ts';
import type { IncidentTools } from './tools.ts';

/**
 * Asks once how they are, so long after the last of its messages: never in the middle of them. Taken before it is asked: to be asked twice
 * would wear people out more than not at all.
 */
export async function followUp(scope: Scope, tools: IncidentTools, incidentId: string): Promise<void> {
  const { organization, clock } = scope;
  const due = await inTransaction(scope, 'follow up', async (inside) => {
    const { db } = inside;
    const row = await lockIncident(db, { organizationId: organization.id, only: null }, incidentId);
    if (!row?.follow_up_at || row.follow_up_at > clock.now()) return null;
    const { followUpHours } = await readCareSettings(inside);
    const calm = later(row.last_at, followUpHours * 3600);
    const isEarly = calm > clock.now();
    await patchIncident(db, organization.id, incidentId, { follow_up_at: isEarly ? calm : null });
    return isEarly || followUpHours === 0 ? null : row;
  });
  if (due) await askContact(scope, tools, due);
}
