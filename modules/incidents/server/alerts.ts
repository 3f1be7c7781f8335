import { type ActiveMember, readPlace } from '#core/members/members.ts';
import { preferencesOf } from '#platform/auth/account-tools.ts';
import type { Ids } from '#platform/ids.ts';
import { places } from '#platform/log.ts';
import type { Scope } from '#platform/scope.ts';
import { type CareSettings, readCareSettings } from '#safety/index.ts';
import { sendToPhone } from './alert-line.ts';
import { numberOf } from './alert-phone.ts';
import type { NewAlert } from './alert-store.ts';
import { findPhone, listPhones } from './phone-store.ts';
import { quietEnd } from './quiet.ts';
import type { IncidentRow } from './store.ts';
import type { IncidentTools } from './tools.ts';
import { type OpenWays, toldOnPhones, type Way } from './ways.ts';

/** One member is told of one incident on one way. */
export interface Alert {
  readonly id: string;
  readonly way: Way;
  readonly step: number;
  readonly member: Pick<ActiveMember, 'id' | 'user_id'>;
}

/**
 * On a phone the id goes along, and comes back with what the provider says became of it. It is a UUID of version 8 (RFC 9562, for one's own use):
 * of all the statuses of messages one look tells which are of alerts.
 */
export function alertId(ids: Pick<Ids, 'next'>, way: Way): string {
  const id = ids.next();
  return way === 'phone' ? `${id.slice(0, 14)}8${id.slice(15)}` : id;
}
export const isAlertId = (id: string): boolean => alertForm.test(id);
const alertForm = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function rowOf({ id, way, step, member }: Alert, incident: Pick<IncidentRow, 'id'>, organizationId: string, now: Date): NewAlert {
  return {
    organization_id: organizationId,
    id,
    incident_id: incident.id,
    member_id: member.id,
    way,
    step,
    state: 'sending',
    reason: null,
    created_at: now,
  };
}

interface Circumstances {
  readonly severity: string;
  readonly settings: CareSettings;
  readonly timeZone: string;
}

/** On which ways each member can be told now. */
export async function openWays(
  { db, organization, clock }: Scope,
  { mail }: Pick<IncidentTools, 'mail'>,
  { severity, settings: { phoneAlerts }, timeZone }: Circumstances,
): Promise<(memberId: string) => OpenWays> {
  const awake =
    phoneAlerts !== null && toldOnPhones(severity, phoneAlerts.from, quietEnd(clock.now(), phoneAlerts.quiet, timeZone) !== null);
  const phones = new Set(awake ? (await listPhones(db, organization.id)).map((row) => row.member_id) : []);
  return (memberId) => ({ mail: mail.works, phone: phones.has(memberId) });
}

/** What became of an alert; null: it arrived. */
export type Settle = (alert: Alert, failure: string | null) => Promise<void>;

/** Hands alerts over to the mail server and to the channel; what becomes of each is settled when it is known. */
export async function sendAlerts(
  scope: Scope,
  tools: IncidentTools,
  { incident, alerts }: { readonly incident: IncidentRow; readonly alerts: readonly Alert[] },
  settle: Settle,
): Promise<void> {
  if (alerts.length === 0) return;
  const place = await readPlace(scope.db, scope.organization.id);
  const accounts = await tools.accounts.describe([...new Set(alerts.map(({ member }) => member.user_id))]);
  const sent = alerts.map(async (alert) => {
    const account = accounts.get(alert.member.user_id);
    const outcome = (failure: string | null) => settle(alert, failure);
    if (!account) return outcome('The account of this member is gone.');
    const own = preferencesOf(account).language;
    const kind = incident.severity === 'moderate' ? ('attention' as const) : ('urgent_attention' as const);
    const link = `${tools.publicUrl()}/incidents/${incident.id}`;
    if (alert.way === 'phone') return tellPhone(scope, tools, { alert, kind, link, languages: [own, place.language] }, outcome);
    tools.mail.send({
      to: account.email,
      kind,
      language: own ?? place.language,
      values: { name: account.name, organization: place.name },
      link,
      organizationIds: [scope.organization.id],
      onOutcome: outcome,
    });
  });
  await Promise.all(sent);
}

interface PhoneAlert {
  readonly alert: Alert;
  readonly kind: 'attention' | 'urgent_attention';
  readonly link: string;
  readonly languages: readonly (string | null)[];
}

/** Nothing is settled when the provider took it: only "delivered" says that somebody was reached. Whatever fails here is no reason not to be told otherwise. */
async function tellPhone(
  scope: Scope,
  tools: IncidentTools,
  alert: PhoneAlert,
  outcome: (failure: string) => Promise<void>,
): Promise<void> {
  const failure = await tryPhone(scope, tools, alert).catch((error: unknown) => {
    scope.log.error({ alert: alert.alert.id, err: places(error) }, 'an alert could not be sent to a phone');
    return 'the program failed to send it';
  });
  if (failure !== null) await outcome(failure);
}

async function tryPhone(scope: Scope, tools: IncidentTools, { alert, kind, link, languages }: PhoneAlert): Promise<string | null> {
  const { phoneAlerts } = await readCareSettings(scope);
  const row = await findPhone(scope.db, scope.organization.id, alert.member.id);
  const number = row ? numberOf(scope, row) : null;
  if (!phoneAlerts || number === null) return 'the member’s phone or the line for alerts was taken away';
  return sendToPhone(scope, tools, phoneAlerts, { id: alert.id, number, kind, filling: { link }, languages });
}
