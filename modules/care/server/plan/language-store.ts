import type { Db } from '#platform/db/database.ts';

/** The person's language, then the organization's. */
export async function languagesOf(db: Db, organizationId: string, contactId: string): Promise<(string | null)[]> {
  const row = await db
    .selectFrom('contacts as c')
    .innerJoin('organizations as o', 'o.id', 'c.organization_id')
    .select(['c.language', 'o.language as organization_language'])
    .where('c.organization_id', '=', organizationId)
    .where('c.id', '=', contactId)
    .executeTakeFirst();
  return [row?.language ?? null, row?.organization_language ?? null];
}
