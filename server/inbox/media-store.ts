import type { AwaitedFile } from '#channels/channel.ts';
import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** A message's file on its way, as `content.media` holds it. */
export interface WaitingFile extends AwaitedFile {
  readonly attempts?: number;
  /** How often the channel itself was refused: a dead token is no fault of the file's. */
  readonly refusals?: number;
  /** Not before; text, because that is what JSON has. */
  readonly tryAt?: string;
}

const due = prepared<{ organization_id: string; message_id: string }>(
  'select organization_id, message_id from due_media($1, $2, $3::uuid[])',
);

/** Messages whose file is due to be fetched, by organization, without those that are `busy`. One round trip. */
export async function findDueFiles(
  database: Database,
  { now, most, busy }: { now: Date; most: number; busy: readonly string[] },
): Promise<Map<string, string[]>> {
  const { found } = await database.script('due files', null, { found: due(now.toISOString(), most, busy) });
  const byOrganization = new Map<string, string[]>();
  for (const row of found.rows) {
    byOrganization.set(row.organization_id, [...(byOrganization.get(row.organization_id) ?? []), row.message_id]);
  }
  return byOrganization;
}

const claim = prepared<RowOf<'messages', 'id' | 'channel_id' | 'conversation_id' | 'kind' | 'content'>>(`
  update messages m set content = jsonb_set(m.content, '{media,tryAt}', to_jsonb($4::text))
  where m.organization_id = $1 and m.id = any ($2::uuid[]) and m.content #>> '{media,state}' = 'waiting'
    and coalesce(m.content #>> '{media,tryAt}', '') <= $3
  returning m.id, m.channel_id, m.conversation_id, m.kind, m.content`);

export interface ClaimedFile {
  readonly organizationId: string;
  readonly messageId: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly kind: string;
  readonly fileName: string | null;
  readonly file: WaitingFile;
}

/** Takes files to fetch, so that nobody else fetches them before `until`. One round trip. */
export async function claimFiles(
  database: Database,
  organizationId: string,
  { ids, now, until }: { ids: readonly string[]; now: Date; until: Date },
): Promise<ClaimedFile[]> {
  const { claimed } = await database.script('claim files', organizationId, {
    claimed: claim(organizationId, ids, now.toISOString(), until.toISOString()),
  });
  return claimed.rows.map((row) => {
    const content = row.content as { media: WaitingFile; fileName?: string };
    return {
      organizationId,
      messageId: row.id,
      channelId: row.channel_id,
      conversationId: row.conversation_id,
      kind: row.kind,
      fileName: content.fileName ?? null,
      file: content.media,
    };
  });
}

const settle = prepared(`
  update messages m set content = jsonb_set(m.content, '{media}', $3::jsonb)
  where m.organization_id = $1 and m.id = $2 and m.content #>> '{media,state}' = 'waiting'`);

/** Writes what became of a file. */
export async function settleFile(database: Database, { organizationId, messageId }: ClaimedFile, media: object): Promise<void> {
  await database.script('settle file', organizationId, { settled: settle(organizationId, messageId, JSON.stringify(media)) });
}
