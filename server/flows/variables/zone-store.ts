import type { Db } from '#platform/db/database.ts';

/** What somebody's time zone follows from. */
export async function readZoneFacts(
  db: Db,
  organizationId: string,
  contactId: string,
): Promise<{ told: string | null; addresses: readonly string[]; own: string }> {
  const rows = await db
    .selectFrom('organizations as o')
    .leftJoin('contacts as c', (join) => join.onRef('c.organization_id', '=', 'o.id').on('c.id', '=', contactId))
    .leftJoin('identities as i', (join) => join.onRef('i.organization_id', '=', 'o.id').onRef('i.contact_id', '=', 'c.id'))
    .select(['o.time_zone as own', 'c.time_zone as told', 'i.address'])
    .where('o.id', '=', organizationId)
    .execute();
  return { told: rows[0]?.told ?? null, addresses: rows.flatMap((row) => row.address ?? []), own: rows[0]?.own ?? 'UTC' };
}

export async function readOwnZone(db: Db, organizationId: string): Promise<string> {
  const row = await db.selectFrom('organizations').select('time_zone').where('id', '=', organizationId).executeTakeFirst();
  return row?.time_zone ?? 'UTC';
}
