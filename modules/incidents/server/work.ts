import type { TaskHost } from '#core/feature.ts';
import { later } from '#platform/clock.ts';
import { type Log, places } from '#platform/log.ts';
import { findDueIncidents, postponeDue } from './alert-store.ts';
import { callPeople } from './call-people.ts';
import { followUp } from './follow-up.ts';
import type { IncidentTools } from './tools.ts';

/** More than these are due at once only in a catastrophe; the others come with the next look. */
const most = 50;

/** So soon what failed is tried again: behind everything else that was due, and soon enough for who is in danger. */
const againSeconds = 15;

/** Does what is due for incidents of every organization. One that fails holds up no other. */
export async function workOnIncidents({ database, clock, log }: TaskHost, tools: IncidentTools): Promise<void> {
  for (const due of await findDueIncidents(database, clock.now(), most)) {
    const which = { organizationId: due.organization_id, incidentId: due.incident_id };
    if (await tryTo(due.work === 'call' ? callPeople : followUp, tools, log, which)) continue;
    const now = clock.now();
    await postponeDue(database, { ...which, now, until: later(now, againSeconds) });
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

/** Whether it could be done. */
async function tryTo(work: typeof callPeople, tools: IncidentTools, log: Log, { organizationId, incidentId }: Which): Promise<boolean> {
  try {
    const scope = await tools.scopeOf(organizationId, 'incidents');
    await work(scope, tools, incidentId);
    return true;
  } catch (error) {
    log.error({ incident: incidentId, err: places(error) }, 'what was due for an incident could not be done; it is tried again');
    return false;
  }
}
