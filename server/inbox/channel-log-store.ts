import type { Account } from '#channels/channel.ts';
import type { Database } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const insert = prepared(`
  insert into channel_log (organization_id, id, channel_id, kind, reason, raw, created_at)
  select $1, i.id, $2, i.kind, i.reason, i.raw, $4
  from jsonb_to_recordset($3::jsonb) as i(id uuid, kind text, reason text, raw jsonb)`);

export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
  readonly raw: unknown;
}

/** One round trip. */
export async function insertNotices(
  database: Database,
  { organizationId, channelId }: Account,
  { rows, now }: { rows: readonly NoticeRow[]; now: Date },
): Promise<void> {
  await database.script('channel log', organizationId, { logged: insert(organizationId, channelId, JSON.stringify(rows), now) });
}
