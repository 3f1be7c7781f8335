import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'conversation_id', 'kind', 'actor', 'actor_id', 'data', 'created_at'] as const;
export type EventRow = RowOf<'conversation_events', (typeof columns)[number]>;

export async function insertEvent(db: Db, row: Omit<EventRow, 'data'> & { organization_id: string; data: string }): Promise<void> {
  await db.insertInto('conversation_events').values(row).execute();
}

export async function findEvents(db: Db, organizationId: string, ids: readonly string[]): Promise<EventRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('conversation_events')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('id', 'in', ids)
    .execute();
}
