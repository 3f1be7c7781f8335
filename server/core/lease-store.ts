import type { Database } from '#platform/db/database.ts';
import { plain } from '#platform/db/sql.ts';

/** Frees every lease. Only where the lock on the data folder proves that nobody else can hold one. */
export async function releaseAllLeases(database: Database): Promise<void> {
  await database.asOwner('release leases', [plain('call release_all_leases()')]);
}
