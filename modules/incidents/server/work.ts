import type { TaskHost } from '#core/feature.ts';
import { type Log, places } from '#platform/log.ts';
import { findDueIncidents } from './alert-store.ts';
import { callPeople } from './call-people.ts';
import type { IncidentTools } from './tools.ts';

/** More than these are due at once only in a catastrophe; the others come with the next look. */
const most = 50;

/** Does what is due for incidents of every organization. One that fails holds up no other. */
export async function workOnIncidents({ database, clock, log }: TaskHost, tools: IncidentTools): Promise<void> {
  for (const due of await findDueIncidents(database, clock.now(), most)) {
    await tryToCall(tools, log, { organizationId: due.organization_id, incidentId: due.incident_id });
  }
}

/** At once, when the gate has found something; whatever gets lost here the task finds. */
export function createCallNow(tools: IncidentTools, log: Log): (organizationId: string, incidentId: string) => void {
  return (organizationId, incidentId) => void tryToCall(tools, log, { organizationId, incidentId });
}

interface Which {
  readonly organizationId: string;
  readonly incidentId: string;
}

async function tryToCall(tools: IncidentTools, log: Log, { organizationId, incidentId }: Which): Promise<void> {
  try {
    const scope = await tools.scopeOf(organizationId, 'incidents');
    await callPeople(scope, tools, incidentId);
  } catch (error) {
    log.error({ incident: incidentId, err: places(error) }, 'people could not be called for an incident; it is tried again');
  }
}
