import type { Database } from './database.ts';
import { prepared } from './sql.ts';

const list = prepared<{ organization_id: string }>('select organization_id from list_organizations()');

/** Every organization there is, the oldest first: for maintenance, which then works in each one apart. */
export async function listOrganizationIds(database: Database): Promise<string[]> {
  const { all } = await database.script('list organizations', null, { all: list() });
  return all.rows.map((row) => row.organization_id);
}
