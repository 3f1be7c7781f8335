import { listActiveMembers, readPlace } from '#core/members/members.ts';
import { type NewNotice, notify } from '#core/notices/notify.ts';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { RoleName } from '#platform/module.ts';
import type { Scope } from '#platform/scope.ts';
import { type CareSettings, readCare, readCareSettings } from '#safety/index.ts';
import { insertAlerts } from './alert-store.ts';
import { type Alert, alertId, openWays, rowOf } from './alerts.ts';
import { writeEntry } from './entries.ts';
import { noLines } from './notices.ts';
import { tellOverdue } from './overdue.ts';
import { quietEnd } from './quiet.ts';
import { recipientsOf } from './recipients.ts';
import { tellMembers } from './settle-alert.ts';
import { type IncidentRow, lockIncident, patchIncident } from './store.ts';
import { type IncidentTools, tellOfIncident } from './tools.ts';
import { waysFor } from './ways.ts';

/** Once everybody was called this often, they are called no more than once an hour: it never ends by itself. */
const insistently = 6;
const patienceMinutes = 60;

interface Call {
  readonly incident: IncidentRow;
  readonly called: number;
  /** Those that go out: who can be told on no way has none. */
  readonly alerts: readonly Alert[];
}

/** Calls whoever is to be called for an incident now, and says when the next are. Nothing when somebody was quicker. */
export async function callPeople(scope: Scope, tools: IncidentTools, incidentId: string): Promise<void> {
  const call = await inTransaction(scope, 'call people', (inside) => beginCall(inside, tools, incidentId));
  if (!call) return;
  await tellNotices(scope, tools, call);
  tellOfIncident(tools, scope.organization.id, call.incident);
  await tellMembers(scope, tools, call.incident, call.alerts);
}

async function beginCall(scope: Scope, tools: IncidentTools, incidentId: string): Promise<Call | null> {
  const { db, organization, clock, ids } = scope;
  const now = clock.now();
  const incident = await lockIncident(db, { organizationId: organization.id, only: null }, incidentId);
  if (!incident || incident.due_at === null || incident.due_at > now) return null;
  const settings = await readCareSettings(scope);
  const { time_zone } = await readPlace(db, organization.id);
  const quiet = incident.severity === 'moderate' ? quietEnd(now, settings.quiet, time_zone) : null;
  if (quiet) {
    await patchIncident(db, organization.id, incidentId, { due_at: quiet });
    return null;
  }
  const members = await listActiveMembers(db, organization.id, incident.contact_id);
  const called = recipientsOf(incident.step, members, settings, ({ role }) =>
    tools.permissionsOfRole(role as RoleName).has('incidents.read'),
  );
  const { step } = incident;
  const ways = await openWays(scope, tools, { severity: incident.severity, settings, timeZone: time_zone });
  const planned = members
    .filter(({ id }) => called.includes(id))
    .map((member) => ({ member, own: waysFor(step, ways(member.id), settings.phoneAlerts?.order ?? 'together') }));
  const alerts = planned.flatMap(({ member, own }) => own.map((way): Alert => ({ id: alertId(ids, way), way, step, member })));
  const unreachable = planned.flatMap(({ member, own }) =>
    own.length > 0 ? [] : [{ id: ids.next(), way: 'mail' as const, step, member }],
  );
  await insertAlerts(db, [
    ...alerts.map((alert) => rowOf(alert, incident, organization.id, now)),
    ...unreachable.map((alert) => ({
      ...rowOf(alert, incident, organization.id, now),
      state: 'failed' as const,
      reason: 'This installation sends no mail.',
    })),
  ]);
  const minutes = settings.minutes[incident.severity as keyof typeof settings.minutes];
  const wait = step < insistently ? minutes : Math.max(minutes, patienceMinutes);
  await patchIncident(db, organization.id, incidentId, {
    step: step + 1,
    due_at: later(now, wait * 60),
    ...followUpOf(incident, settings),
  });
  await writeEntry(scope, { incidentId, kind: 'called', data: { members: called, step } });
  return { incident, called: planned.length, alerts };
}

/** How somebody is who was answered by the gate is asked once, at a time of its own, whatever people do meanwhile. */
function followUpOf({ step, severity, called_at }: IncidentRow, { replies, followUpHours }: CareSettings): { follow_up_at?: Date } {
  if (step > 0 || severity === 'moderate' || !replies || followUpHours === 0) return {};
  return { follow_up_at: later(called_at, followUpHours * 3600) };
}

/** What the administrators see in the app at once: nobody answered in time, or nobody can be reached but in the app. */
async function tellNotices(scope: Scope, tools: IncidentTools, { incident, alerts, called }: Call): Promise<void> {
  const news: NewNotice[] = [];
  if (await lacksLines(scope, tools, incident)) news.push({ kind: noLines, subject: scope.organization.id, values: {} });
  const calls = alerts.length > 0;
  const overdue = await tellOverdue(scope, incident, calls && incident.delivered_at !== null);
  if (!calls) {
    const reason = called === 0 ? 'nobody of the team may see incidents' : 'this installation sends no mail (SMTP_URL)';
    news.push({ kind: 'incidents.not_delivered', subject: incident.id, values: { reason } });
  }
  for (const notice of news) await notify(scope, notice);
  if (overdue || news.length > 0) tools.live.tell(scope.organization.id, () => [{ kind: 'notice.changed' }]);
}

/** Whoever needed a line was shown none. */
async function lacksLines(scope: Scope, tools: IncidentTools, incident: IncidentRow): Promise<boolean> {
  if (incident.severity === 'moderate') return false;
  const { organization, clock } = scope;
  const whose = { organizationId: organization.id, contactId: incident.contact_id, conversationId: incident.conversation_id };
  const { lines } = await readCare(tools.database, clock, whose);
  return lines.length === 0;
}
