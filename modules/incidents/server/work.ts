import type { TaskHost } from '#core/feature.ts';
import { type Log, places } from '#platform/log.ts';
import { findDueIncidents } from './alert-store.ts';
import { callPeople } from './call-people.ts';
import { followUp } from './follow-up.ts';
import type { IncidentTools } from './tools.ts';

/** More than these are due at once only in a catastrophe; the others come with the next look. */
const most = 50;

/** Does what is due for incidents of every organization. One that fails holds up no other. */
export async function workOnIncidents({ database, clock, log }: TaskHost, tools: IncidentTools): Promise<void> {
  for (const due of await findDueIncidents(database, clock.now(), most)) {
    const which = { organizationId: due.organization_id, incidentId: due.incident_id };
    await tryTo(due.work === 'call' ? callPeople : followUp, tools, log, which);
  }
}

/** At once, when the gate has found something; whatever gets lost here the task finds. */
export function createCallNow(tools: IncidentTools, log: Log): (organizationId: string, incidentId: string) => void {
  return (organizationId, incidentId) => void tryTo(callPeople, tools, log, { organizationId, incidentId });
}

interface Which {
  readonly organizationId: string;
  readonly incidentId: string;
}

async function tryTo(work: typeof callPeople, tools: IncidentTools, log: Log, { organizationId, incidentId }: Which): Promise<void> {
  try {
    const scope = await tools.scopeOf(organizationId, 'incidents');
    await work(scope, tools, incidentId);
  } catch (error) {
    log.error({ incident: incidentId, err: places(error) }, 'what was due for an incident could not be done; it is tried again');
  }
}
