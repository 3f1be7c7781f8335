import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const undecided = prepared<RowOf<'messages', 'provider_id'>>(`
  select m.provider_id from messages m join contacts c on c.organization_id = $1 and c.id = m.contact_id
  where m.organization_id = $1 and m.channel_id = $2 and m.provider_id = any ($3::text[]) and m.direction = 'in' and m.position > c.done`);

/** Which of a channel's messages no turn has read yet. */
export async function findUndecided(
  database: Database,
  organizationId: string,
  { channelId, providerIds }: { channelId: string; providerIds: readonly string[] },
): Promise<(string | null)[]> {
  const { found } = await database.script('undecided', organizationId, { found: undecided(organizationId, channelId, providerIds) });
  return found.rows.map((row) => row.provider_id);
}
