import { type NewNotice, notify, settleNotices } from '#core/notices/notify.ts';
import { preferencesOf } from '#platform/auth/account-tools.ts';
import { later } from '#platform/clock.ts';
import { inTransaction } from '#platform/db/database.ts';
import { places } from '#platform/log.ts';
import type { RoleName } from '#platform/module.ts';
import type { Scope } from '#platform/scope.ts';
import { type CareSettings, readCare, readCareSettings } from '#safety/index.ts';
import { type CalledMember, insertAlerts, listActiveMembers, readPlace, settleAlert } from './alert-store.ts';
import { writeEntry } from './entries.ts';
import { noLines } from './notices.ts';
import { quietEnd } from './quiet.ts';
import { recipientsOf } from './recipients.ts';
import { findIncident, type IncidentRow, isStillOpen, lockIncident, patchIncident } from './store.ts';
import { tellContact } from './tell-contact.ts';
import { type IncidentTools, tellOfIncident } from './tools.ts';

/** Once everybody was called this often, they are called no more than once an hour: it never ends by itself. */
const insistently = 6;
const patienceMinutes = 60;

interface Call {
  readonly incident: IncidentRow;
  readonly alerts: readonly { readonly id: string; readonly member: CalledMember }[];
}

/** Calls whoever is to be called for an incident now, and says when the next are. Nothing when somebody was quicker. */
export async function callPeople(scope: Scope, tools: IncidentTools, incidentId: string): Promise<void> {
  const call = await inTransaction(scope, 'call people', (inside) => beginCall(inside, tools, incidentId));
  if (!call) return;
  await tellNotices(scope, tools, call);
  tellOfIncident(tools, scope.organization.id, call.incident);
  if (tools.mail.works) await sendMails(scope, tools, call);
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
  const alerts = members.filter(({ id }) => called.includes(id)).map((member) => ({ id: ids.next(), member }));
  const state = tools.mail.works ? ('sending' as const) : ('failed' as const);
  const reason = tools.mail.works ? null : 'This installation sends no mail.';
  await insertAlerts(
    db,
    alerts.map(({ id, member }) => ({
      organization_id: organization.id,
      id,
      incident_id: incidentId,
      member_id: member.id,
      state,
      reason,
      created_at: now,
    })),
  );
  const minutes = settings.minutes[incident.severity as keyof typeof settings.minutes];
  const wait = incident.step < insistently ? minutes : Math.max(minutes, patienceMinutes);
  await patchIncident(db, organization.id, incidentId, {
    step: incident.step + 1,
    due_at: later(now, wait * 60),
    ...followUpOf(incident, settings),
  });
  await writeEntry(scope, { incidentId, kind: 'called', data: { members: called, step: incident.step } });
  return { incident, alerts };
}

/** How somebody is who was answered by the gate is asked once, at a time of its own, whatever people do meanwhile. */
function followUpOf({ step, severity, called_at }: IncidentRow, { replies, followUpHours }: CareSettings): { follow_up_at?: Date } {
  if (step > 0 || severity === 'moderate' || !replies || followUpHours === 0) return {};
  return { follow_up_at: later(called_at, followUpHours * 3600) };
}

/** What the administrators see in the app at once: nobody answered in time, or nobody can be reached but in the app. */
async function tellNotices(scope: Scope, tools: IncidentTools, { incident, alerts }: Call): Promise<void> {
  const news: NewNotice[] = [];
  if (await lacksLines(scope, tools, incident)) news.push({ kind: noLines, subject: scope.organization.id, values: {} });
  const calls = alerts.length > 0 && tools.mail.works;
  const overdue = await tellOverdue(scope, incident, calls && incident.delivered_at !== null);
  if (!calls) {
    const reason = alerts.length === 0 ? 'nobody of the team may see incidents' : 'this installation sends no mail (SMTP_URL)';
    news.push({ kind: 'incidents.not_delivered', subject: incident.id, values: { reason } });
  }
  for (const notice of news) await notify(scope, notice);
  if (overdue || news.length > 0) tools.live.tell(scope.organization.id, () => [{ kind: 'notice.changed' }]);
}

/** Nobody answered in time. Who reads it is to know whether others hear of it at all. */
async function tellOverdue(scope: Scope, { id, step, severity }: IncidentRow, reached: boolean): Promise<boolean> {
  if (step === 0) return false;
  const [kind, over] = reached ? ['incidents.unanswered', 'incidents.unreached'] : ['incidents.unreached', 'incidents.unanswered'];
  await settleNotices(scope, { kinds: [over], subject: id });
  await notify(scope, { kind, subject: id, values: { severity } });
  return true;
}

/** A call has reached somebody after all; meanwhile the incident may be somebody's already. */
async function tellReached(scope: Scope, tools: IncidentTools, incident: IncidentRow): Promise<void> {
  const now = await findIncident(scope.db, { organizationId: scope.organization.id, only: null }, incident.id);
  if (now?.state !== 'raised' && now?.state !== 'delivered') return;
  if (await tellOverdue(scope, incident, true)) tools.live.tell(scope.organization.id, () => [{ kind: 'notice.changed' }]);
}

/** Whoever needed a line was shown none. */
async function lacksLines(scope: Scope, tools: IncidentTools, incident: IncidentRow): Promise<boolean> {
  if (incident.severity === 'moderate') return false;
  const { organization, clock } = scope;
  const whose = { organizationId: organization.id, contactId: incident.contact_id, conversationId: incident.conversation_id };
  const { lines } = await readCare(tools.database, clock, whose);
  return lines.length === 0;
}

async function sendMails(scope: Scope, tools: IncidentTools, { incident, alerts }: Call): Promise<void> {
  const { organization } = scope;
  const place = await readPlace(scope.db, organization.id);
  const accounts = await tools.accounts.describe(alerts.map(({ member }) => member.user_id));
  for (const { id, member } of alerts) {
    const account = accounts.get(member.user_id);
    if (!account) {
      await settle(scope, tools, { incident, alertId: id, memberId: member.id, failure: 'The account of this member is gone.' });
      continue;
    }
    tools.mail.send({
      to: account.email,
      kind: incident.severity === 'moderate' ? 'attention' : 'urgent_attention',
      language: preferencesOf(account).language ?? place.language,
      values: { name: account.name, organization: place.name },
      link: `${tools.publicUrl()}/incidents/${incident.id}`,
      organizationIds: [organization.id],
      onOutcome: (failure) => settle(scope, tools, { incident, alertId: id, memberId: member.id, failure }),
    });
  }
}

interface Settled {
  readonly incident: IncidentRow;
  readonly alertId: string;
  readonly memberId: string;
  /** Null: it was sent. */
  readonly failure: string | null;
}

async function settle(scope: Scope, tools: IncidentTools, { incident, alertId, memberId, failure }: Settled): Promise<void> {
  const { organization, clock, log } = scope;
  let first = false;
  try {
    await inTransaction(scope, 'settle alert', async (inside) => {
      const state = failure === null ? 'delivered' : 'failed';
      await settleAlert(inside.db, organization.id, alertId, { state, reason: failure, now: clock.now() });
      if (failure === null) first = await markDelivered(inside, incident, { member: memberId, by: 'mail' });
      else await writeEntry(inside, { incidentId: incident.id, kind: 'not_delivered', data: { member: memberId, by: 'mail' } });
    });
    if (failure !== null) {
      await notify(scope, { kind: 'incidents.not_delivered', subject: incident.id, values: { reason: failure } });
      tools.live.tell(organization.id, () => [{ kind: 'notice.changed' }]);
    }
    tellOfIncident(tools, organization.id, incident);
    if (first) await tellReached(scope, tools, incident);
    if (first) await tellContact(scope, tools, incident);
  } catch (error) {
    // It is called again when its time comes, for nobody has acknowledged it.
    log.error({ incident: incident.id, err: places(error) }, 'what became of an alert could not be stored');
  }
}

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
