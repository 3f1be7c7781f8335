import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

export async function findKeyNames(db: Db, organizationId: string, keyIds: readonly string[]) {
  if (keyIds.length === 0) return [];
  return db
    .selectFrom('api_keys')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any (${keyIds}::uuid[])`)
    .execute();
}

/** Those of the ids who are active members, with their role and whether the contact is theirs. */
export async function findActiveMembers(db: Db, organizationId: string, memberIds: readonly string[], contactId: string | null) {
  if (memberIds.length === 0) return [];
  const has = sql<boolean>`${contactId}::uuid in (select contacts_of_member(members.id))`.as('has_contact');
  return db
    .selectFrom('members')
    .select(['id', 'role', has])
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any (${memberIds}::uuid[])`)
    .where('disabled_at', 'is', null)
    .execute();
}
