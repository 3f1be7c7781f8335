import type { Database, Db } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';
import type { Way } from './ways.ts';

const dueIncidents = prepared<{ work: string; organization_id: string; incident_id: string }>(
  'select work, organization_id, incident_id from due_incidents($1, $2)',
);

/** What is due in any organization, as ids. */
export async function findDueIncidents(database: Database, now: Date, most: number) {
  const { due } = await database.script('due incidents', null, { due: dueIncidents(now, most) });
  return due.rows;
}

const postponeIncident = prepared(`
  update incidents set due_at = case when due_at <= $3 then $4::timestamptz else due_at end,
    follow_up_at = case when follow_up_at <= $3 then $4::timestamptz else follow_up_at end
  where organization_id = $1 and id = $2`);

/** What is still due of an incident is due at `until`: it could not be done, and others stand behind it. */
export async function postponeDue(
  database: Database,
  { organizationId, incidentId, now, until }: { organizationId: string; incidentId: string; now: Date; until: Date },
): Promise<void> {
  await database.script('postpone incident', organizationId, { done: postponeIncident(organizationId, incidentId, now, until) });
}

export interface NewAlert {
  readonly organization_id: string;
  readonly id: string;
  readonly incident_id: string;
  readonly member_id: string;
  readonly way: Way;
  readonly step: number;
  readonly state: 'sending' | 'failed';
  readonly reason: string | null;
  readonly created_at: Date;
}

export async function insertAlerts(db: Db, alerts: readonly NewAlert[]): Promise<void> {
  if (alerts.length > 0)
    await db
      .insertInto('incident_alerts')
      .values([...alerts])
      .execute();
}

/** Whether it was open until now: what a provider says it may say twice, and late. */
export async function settleAlert(
  db: Db,
  organizationId: string,
  id: string,
  { state, reason, now }: { state: 'delivered' | 'failed'; reason: string | null; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('incident_alerts')
    .set({ state, reason, settled_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const columns = ['id', 'incident_id', 'member_id', 'way', 'step', 'state', 'created_at'] as const;

export async function findAlert(db: Db, organizationId: string, id: string) {
  return db
    .selectFrom('incident_alerts')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The alerts of one call: the incident's `step`-th since people are called for it as it is. */
export async function alertsOfCall(
  db: Db,
  organizationId: string,
  { incidentId, step, since }: { incidentId: string; step: number; since: Date },
) {
  return db
    .selectFrom('incident_alerts')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .where('step', '=', step)
    .where('created_at', '>=', since)
    .execute();
}
