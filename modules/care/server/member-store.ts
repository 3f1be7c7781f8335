import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

/** Members by id with their account; those who are disabled too. */
export async function findMembers(db: Db, organizationId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('members')
    .select(['id', 'user_id', 'role', 'disabled_at'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
}
