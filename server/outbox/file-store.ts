import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const find = prepared<RowOf<'provider_files', 'file_id' | 'provider_id'>>(`
  select file_id, provider_id from provider_files
  where organization_id = $1 and channel_id = $2 and file_id = any ($3::uuid[]) and created_at > $4`);
const keep = prepared(`
  insert into provider_files (organization_id, channel_id, file_id, provider_id, created_at) values ($1, $2, $3, $4, $5)
  on conflict (organization_id, channel_id, file_id) do update set provider_id = excluded.provider_id, created_at = excluded.created_at`);
const drop = prepared('delete from provider_files where organization_id = $1 and channel_id = $2 and file_id = any ($3::uuid[])');

interface Where {
  readonly organizationId: string;
  readonly channelId: string;
}

/** The provider's ids of files it was handed after that moment. */
export async function findHandedOver(
  database: Database,
  where: Where,
  asked: { ids: readonly string[]; after: Date },
): Promise<Map<string, string>> {
  const { found } = await database.script('find handed over', where.organizationId, {
    found: find(where.organizationId, where.channelId, asked.ids, asked.after),
  });
  return new Map(found.rows.map((row) => [row.file_id, row.provider_id]));
}

export async function keepHandedOver(database: Database, where: Where, file: { id: string; providerId: string; now: Date }): Promise<void> {
  await database.script('keep handed over', where.organizationId, {
    kept: keep(where.organizationId, where.channelId, file.id, file.providerId, file.now),
  });
}

export async function dropHandedOver(database: Database, where: Where, ids: readonly string[]): Promise<void> {
  await database.script('drop handed over', where.organizationId, { dropped: drop(where.organizationId, where.channelId, ids) });
}
