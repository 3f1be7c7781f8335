import type { Db } from '#platform/db/database.ts';

/** Undefined: nobody changed them. */
export async function findSettings(db: Db, organizationId: string): Promise<{ reply_pauses_assistant: boolean } | undefined> {
  return db
    .selectFrom('conversation_settings')
    .select('reply_pauses_assistant')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
}

export async function putSettings(
  db: Db,
  row: { organization_id: string; reply_pauses_assistant: boolean; changed_at: Date },
): Promise<void> {
  const { organization_id: _key, ...values } = row;
  await db
    .insertInto('conversation_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute();
}
