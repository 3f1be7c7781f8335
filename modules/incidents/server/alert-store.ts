import { sql } from 'kysely';
import type { Database, Db } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

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

export interface CalledMember {
  readonly id: string;
  readonly user_id: string;
  readonly role: string;
  readonly assigned: boolean;
}

/** Every active member, and whether the contact is theirs. Organizations have tens of them. */
export async function listActiveMembers(db: Db, organizationId: string, contactId: string): Promise<CalledMember[]> {
  const assigned = sql<boolean>`exists (select from contact_assignments a where a.organization_id = members.organization_id
    and a.member_id = members.id and a.contact_id = ${contactId}::uuid and a.ended_at is null)`.as('assigned');
  return db
    .selectFrom('members')
    .select(['id', 'user_id', 'role', assigned])
    .where('organization_id', '=', organizationId)
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute();
}

export async function readPlace(db: Db, organizationId: string): Promise<{ name: string; language: string; time_zone: string }> {
  return db
    .selectFrom('organizations')
    .select(['name', 'language', 'time_zone'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
}

export interface NewAlert {
  readonly organization_id: string;
  readonly id: string;
  readonly incident_id: string;
  readonly member_id: string;
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

export async function settleAlert(
  db: Db,
  organizationId: string,
  id: string,
  { state, reason, now }: { state: 'delivered' | 'failed'; reason: string | null; now: Date },
): Promise<void> {
  await db
    .updateTable('incident_alerts')
    .set({ state, reason, settled_at: now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}
