import type { ReceivedStatus } from '#channels/channel.ts';
import { findMembers, readPlace } from '#core/members/members.ts';
import { notify } from '#core/notices/notify.ts';
import { inTransaction } from '#platform/db/database.ts';
import { type Log, places } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import { readCareSettings } from '#safety/index.ts';
import { alertsOfCall, findAlert, insertAlerts, settleAlert } from './alert-store.ts';
import { type Alert, alertId, isAlertId, openWays, rowOf, sendAlerts } from './alerts.ts';
import { writeEntry } from './entries.ts';
import { markDelivered } from './mark-delivered.ts';
import { tellOverdue } from './overdue.ts';
import { findIncident, type IncidentRow, isStillOpen, lockIncident, patchIncident } from './store.ts';
import { tellContact } from './tell-contact.ts';
import { type IncidentTools, tellOfIncident } from './tools.ts';
import { stepAfterFailure, type Way } from './ways.ts';

interface Settled {
  readonly incident: IncidentRow;
  readonly alert: Alert;
  /** Null: it arrived. */
  readonly failure: string | null;
}

/** Tells members of an incident, each on their way, and goes on with what becomes of it. */
export async function tellMembers(scope: Scope, tools: IncidentTools, incident: IncidentRow, alerts: readonly Alert[]): Promise<void> {
  await sendAlerts(scope, tools, { incident, alerts }, (alert, failure) => settle(scope, tools, { incident, alert, failure }));
}

/** Stores what became of an alert, and what follows: another way to the same member, or the next of the chain. Never throws. */
async function settle(scope: Scope, tools: IncidentTools, settled: Settled): Promise<void> {
  try {
    if (settled.failure === null) await arrived(scope, tools, settled);
    else await failed(scope, tools, settled, settled.failure);
    tellOfIncident(tools, scope.organization.id, settled.incident);
  } catch (error) {
    // It is called again when its time comes, for nobody has acknowledged it.
    scope.log.error({ incident: settled.incident.id, err: places(error) }, 'what became of an alert could not be stored');
  }
}

async function arrived(scope: Scope, tools: IncidentTools, { incident, alert }: Settled): Promise<void> {
  const isFirst = await inTransaction(scope, 'settle alert', async (inside) => {
    const { db, organization, clock } = inside;
    const isNew = await settleAlert(db, organization.id, alert.id, { state: 'delivered', reason: null, now: clock.now() });
    return isNew && (await markDelivered(inside, incident, { member: alert.member.id, by: alert.way }));
  });
  if (!isFirst) return;
  await tellReached(scope, tools, incident);
  await tellContact(scope, tools, incident);
}

/** A call has reached somebody after all; meanwhile the incident may be somebody's already. */
async function tellReached(scope: Scope, tools: IncidentTools, incident: IncidentRow): Promise<void> {
  const now = await findIncident(scope.db, { organizationId: scope.organization.id, only: null }, incident.id);
  if (now?.state !== 'raised' && now?.state !== 'delivered') return;
  if (await tellOverdue(scope, incident, true)) tools.live.tell(scope.organization.id, () => [{ kind: 'notice.changed' }]);
}

async function failed(scope: Scope, tools: IncidentTools, { incident, alert }: Settled, reason: string): Promise<void> {
  const { organization } = scope;
  const other = await inTransaction(scope, 'settle alert', (inside) => storeFailure(inside, tools, { incident, alert }, reason));
  if (other === null) return;
  if (other !== 'none') return tellMembers(scope, tools, incident, [other]);
  await notify(scope, { kind: 'incidents.not_delivered', subject: incident.id, values: { reason } });
  tools.live.tell(organization.id, () => [{ kind: 'notice.changed' }]);
}

/** The alert that goes out in its place; "none": there is no other way; null: it was settled before. Inside a transaction. */
async function storeFailure(
  scope: Scope,
  tools: IncidentTools,
  { incident, alert }: Pick<Settled, 'incident' | 'alert'>,
  reason: string,
): Promise<Alert | 'none' | null> {
  const { db, organization, clock, ids } = scope;
  const now = clock.now();
  const row = await lockIncident(db, { organizationId: organization.id, only: null }, incident.id);
  const isNew = await settleAlert(db, organization.id, alert.id, { state: 'failed', reason, now });
  if (!isNew || !row) return null;
  await writeEntry(scope, { incidentId: incident.id, kind: 'not_delivered', data: { member: alert.member.id, by: alert.way } });
  const settings = await readCareSettings(scope);
  const call = await alertsOfCall(db, organization.id, { incidentId: incident.id, step: alert.step, since: incident.called_at });
  const { time_zone: timeZone } = await readPlace(db, organization.id);
  const ways = await openWays(scope, tools, { severity: incident.severity, settings, timeZone });
  const way: Way = alert.way === 'mail' ? 'phone' : 'mail';
  const wasTried = call.some((one) => one.member_id === alert.member.id && one.way === way);
  if (!wasTried && ways(alert.member.id)[way]) {
    const other: Alert = { ...alert, id: alertId(ids, way), way };
    await insertAlerts(db, [rowOf(other, incident, organization.id, now)]);
    return other;
  }
  // Nobody of this call was reached, and no later one has begun: the next need not wait until its time is over.
  const isLost =
    call.every(({ state }) => state === 'failed') &&
    row.step === alert.step + 1 &&
    row.called_at.getTime() === incident.called_at.getTime();
  const next = stepAfterFailure(alert.step, settings.chain.length);
  if (isLost && next !== null && isStillOpen(row) && row.due_at !== null)
    await patchIncident(db, organization.id, row.id, { step: next, due_at: now });
  return 'none';
}

/** What providers say of messages, as far as it is about alerts. Never throws: the webhook is answered whatever becomes of it. */
export function createHearAlerts(
  tools: IncidentTools,
  log: Log,
): (organizationId: string, statuses: readonly ReceivedStatus[]) => Promise<void> {
  return async (organizationId, statuses) => {
    for (const { messageId, status, trouble } of statuses) {
      if (messageId === undefined || !isAlertId(messageId) || status === 'sent') continue;
      try {
        await hear(
          await tools.scopeOf(organizationId, 'incidents'),
          tools,
          messageId,
          status === 'failed' ? (trouble?.reason ?? 'the provider refused it') : null,
        );
      } catch (error) {
        log.error({ alert: messageId, err: places(error) }, 'what a provider said of an alert could not be stored');
      }
    }
  };
}

async function hear(scope: Scope, tools: IncidentTools, id: string, failure: string | null): Promise<void> {
  const { db, organization } = scope;
  const row = await findAlert(db, organization.id, id);
  if (row?.state !== 'sending') return;
  const [member] = await findMembers(db, organization.id, [row.member_id]);
  const incident = await findIncident(db, { organizationId: organization.id, only: null }, row.incident_id);
  if (!member || !incident) return;
  const alert: Alert = { id, way: row.way as Way, step: row.step ?? 0, member };
  // Of what got worse since they know nothing.
  const asCalled = row.created_at < incident.called_at ? { ...incident, called_at: row.created_at } : incident;
  await settle(scope, tools, { incident: asCalled, alert, failure: failure?.replace(/\.$/, '') ?? null });
}
