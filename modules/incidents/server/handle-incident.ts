import { settleNotices } from '#core/notices/notify.ts';
import { inTransaction } from '#platform/db/database.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { places } from '#platform/log.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { Acknowledgement, IncidentClosing, IncidentDetail, IncidentNote } from '../contract.ts';
import { writeEntry } from './entries.ts';
import { getIncident } from './get-incident.ts';
import { viewerOf } from './list-incidents.ts';
import { markDelivered } from './mark-delivered.ts';
import { incidentNotices } from './notices.ts';
import { type IncidentRow, isStillOpen, lockIncident, patchIncident } from './store.ts';
import { tellContact } from './tell-contact.ts';
import { type IncidentTools, tellOfIncident } from './tools.ts';

/** The app has shown it to a member: somebody was reached. It stays open, and people are called until somebody acknowledges it. */
export async function seeIncident(scope: Scope, tools: IncidentTools, id: string): Promise<IncidentDetail> {
  requirePermission(scope, 'incidents.read');
  const isMember = scope.actor.kind === 'member';
  return change(scope, tools, id, async (inside, row) => {
    // A program that reads it is nobody who was told.
    if (!isMember || !isStillOpen(row) || row.delivered_at !== null) return false;
    return markDelivered(inside, row, { member: scope.actor.id, by: 'app' });
  });
}

/** Somebody deals with it, and says what they did: nobody is called any more unless it gets worse. */
export async function acknowledgeIncident(
  scope: Scope,
  tools: IncidentTools,
  id: string,
  { did }: Acknowledgement,
): Promise<IncidentDetail> {
  requirePermission(scope, 'incidents.handle');
  return change(scope, tools, id, async (inside, row) => {
    requireOpen(row);
    if (row.state === 'acknowledged')
      throw new Refusal('incidents.acknowledged', 'Somebody has acknowledged it; write a note instead.', { status: 409 });
    const now = scope.clock.now();
    await patchIncident(inside.db, scope.organization.id, id, {
      state: 'acknowledged',
      acknowledged_at: now,
      acknowledged_by: memberOf(scope),
      due_at: null,
      ...(row.delivered_at === null ? { delivered_at: now } : {}),
    });
    await writeEntry(inside, { incidentId: id, kind: 'acknowledged', note: did });
    await settleNotices(inside, { kinds: incidentNotices, subject: id });
    return row.delivered_at === null;
  });
}

/** It is over, or was none. What the contact writes from now on opens a new one. */
export async function closeIncident(
  scope: Scope,
  tools: IncidentTools,
  id: string,
  { outcome, note }: IncidentClosing,
): Promise<IncidentDetail> {
  requirePermission(scope, 'incidents.handle');
  return change(scope, tools, id, async (inside, row) => {
    requireOpen(row);
    const now = scope.clock.now();
    const first = row.acknowledged_at === null ? { acknowledged_at: now, acknowledged_by: memberOf(scope) } : {};
    await patchIncident(inside.db, scope.organization.id, id, {
      state: outcome,
      closed_at: now,
      closed_by: memberOf(scope),
      due_at: null,
      ...(outcome === 'false_alarm' ? { follow_up_at: null } : {}),
      ...first,
    });
    await writeEntry(inside, { incidentId: id, kind: outcome, note });
    await settleNotices(inside, { kinds: incidentNotices, subject: id });
    return false;
  });
}

/** Something to remember about it, also when it is closed. */
export async function noteIncident(scope: Scope, tools: IncidentTools, id: string, { note }: IncidentNote): Promise<IncidentDetail> {
  requirePermission(scope, 'incidents.handle');
  return change(scope, tools, id, async (inside) => {
    await writeEntry(inside, { incidentId: id, kind: 'note', note });
    return false;
  });
}

/** `work` returns whether somebody was reached by it for the first time: then the contact hears so. */
async function change(
  scope: Scope,
  tools: IncidentTools,
  id: string,
  work: (inside: Scope, row: IncidentRow) => Promise<boolean>,
): Promise<IncidentDetail> {
  const { row, reached } = await inTransaction(scope, 'change incident', async (inside) => {
    const found = await lockIncident(inside.db, viewerOf(scope), id);
    if (!found) throw notFound('incident');
    return { row: found, reached: await work(inside, found) };
  });
  if (reached) await tellOfReach(scope, tools, row);
  tellOfIncident(tools, scope.organization.id, row);
  return getIncident(scope, tools, id);
}

/** The program says so, not whoever was reached; what they did stands, also when it cannot be said. */
async function tellOfReach({ organization, log }: Scope, tools: IncidentTools, row: IncidentRow): Promise<void> {
  try {
    await tellContact(await tools.scopeOf(organization.id, 'incidents'), tools, row);
  } catch (error) {
    log.error({ incident: row.id, err: places(error) }, 'a contact could not be told that somebody was reached');
  }
}

function requireOpen(row: IncidentRow): void {
  if (!isStillOpen(row)) throw new Refusal('incidents.closed', 'It is closed already.', { status: 409 });
}

/** An API key has no member; the entry says which key it was. */
function memberOf({ actor }: Scope): string | null {
  return actor.kind === 'member' ? actor.id : null;
}
