import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

export interface ActiveMember {
  readonly id: string;
  readonly user_id: string;
  readonly role: string;
  readonly assigned: boolean;
}

/** Members by id with their account and role; those who are disabled too. */
export async function findMembers(db: Db, organizationId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('members')
    .select(['id', 'user_id', 'role', 'disabled_at'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
}

/** Every active member, and whether the contact is theirs. Organizations have tens of them. */
export async function listActiveMembers(db: Db, organizationId: string, contactId: string): Promise<ActiveMember[]> {
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
