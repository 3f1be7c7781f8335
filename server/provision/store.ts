import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';

/** Organizations a provisioning file made, beside those in `kept`. Asked as the owner: at boot, across all of them. */
export async function provisionedExcept(database: Database, kept: readonly string[]): Promise<string[]> {
  const [found] = await database.asOwner('provisioned organizations', [
    plain('select id from organizations where provisioned and disabled_at is null and id <> all ($1::uuid[])', [kept]),
  ]);
  return (found?.rows ?? []).map((row) => row.id as string);
}
