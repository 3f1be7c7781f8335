import type { Insertable } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { Tables } from '#platform/db/tables.generated.ts';

/** Undefined: nobody changed them. */
export async function findSettings(db: Db, organizationId: string) {
  return db.selectFrom('safety_settings').selectAll().where('organization_id', '=', organizationId).executeTakeFirst();
}

export async function putSettings(db: Db, row: Insertable<Tables['safety_settings']>): Promise<void> {
  const { organization_id: _key, ...values } = row;
  await db
    .insertInto('safety_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute();
}
