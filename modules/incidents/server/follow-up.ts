import { inTransaction } from '#platform/db/database.ts';
import type { Scope } from '#platform/scope.ts';
import { lockIncident, patchIncident } from './store.ts';
import { askContact } from './tell-contact.ts';
import type { IncidentTools } from './tools.ts';

/** Asks once how they are. Taken before it is asked: to be asked twice would wear people out more than not at all. */
export async function followUp(scope: Scope, tools: IncidentTools, incidentId: string): Promise<void> {
  const { organization, clock } = scope;
  const due = await inTransaction(scope, 'follow up', async ({ db }) => {
    const row = await lockIncident(db, { organizationId: organization.id, only: null }, incidentId);
    if (!row?.follow_up_at || row.follow_up_at > clock.now()) return null;
    await patchIncident(db, organization.id, incidentId, { follow_up_at: null });
    return row;
  });
  if (due) await askContact(scope, tools, due);
}
