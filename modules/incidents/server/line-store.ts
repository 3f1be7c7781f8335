import { onlyCountryOf } from '#core/contacts/time-zone.ts';
import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const columns = ['id', 'country', 'name', 'number', 'kind', 'hours', 'audience', 'verified_at', 'verified_by', 'expires_at'] as const;
export type LineRow = RowOf<'safety_lines', (typeof columns)[number]>;

export async function listLineRows(db: Db, organizationId: string): Promise<LineRow[]> {
  return db.selectFrom('safety_lines').select(columns).where('organization_id', '=', organizationId).orderBy('id').execute();
}

export async function insertLine(db: Db, row: LineRow & { organization_id: string; created_at: Date }): Promise<void> {
  await db.insertInto('safety_lines').values(row).execute();
}

/** The line as it is now; undefined: there is none. */
export async function renewLine(
  db: Db,
  id: string,
  times: Pick<LineRow, 'verified_at' | 'verified_by' | 'expires_at'>,
): Promise<LineRow | undefined> {
  return db.updateTable('safety_lines').set(times).where('id', '=', id).returning(columns).executeTakeFirst();
}

/** Whether there was one. */
export async function deleteLine(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('safety_lines').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

const expiringLines = prepared<{ organization_id: string; line_id: string }>('select organization_id, line_id from expiring_lines($1, $2)');

/** Of any organization, as ids: nobody was told yet that they are to be tried again. */
export async function findExpiringLines(database: Database, now: Date, most: number) {
  const { lines } = await database.script('expiring lines', null, { lines: expiringLines(now, most) });
  return lines.rows;
}

export async function readLineName(db: Db, id: string): Promise<string | undefined> {
  return (await db.selectFrom('safety_lines').select('name').where('id', '=', id).executeTakeFirst())?.name;
}

/** The organization's; else the one that alone has its time zone. */
export async function readCountry(db: Db, organizationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('organizations')
    .select(['country', 'time_zone'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return row.country ?? onlyCountryOf(row.time_zone);
}
