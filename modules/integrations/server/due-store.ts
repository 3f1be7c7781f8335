import type { Database } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const due = prepared<{ work: 'events' | 'deliver' | 'act'; organization_id: string; object_id: string }>(
  'select work, organization_id, object_id from due_integrations($1, $2)',
);

/** What is due in any organization, as ids. One round trip. */
export async function findDueIntegrations(database: Database, now: Date, most: number) {
  const { found } = await database.script('look for integrations', null, { found: due(now, most) });
  return found.rows;
}
