import { type Database, prepared } from '#platform/db/database.ts';
import type { Row } from '#platform/db/statement.ts';

/** The hot path's reads, as fixed statements. */

const findKeys = prepared('select key_hash, organization_id, object_id from directory_find($1, $2::bytea[])');

const readChannels = prepared(`
  select c.id, c.type, c.name, c.settings, c.sealed_secrets, c.limits, c.assistant, c.provisioned,
    case when o.disabled_at is null then c.state else 'disabled' end as state,
    o.name as organization_name, o.language as organization_language, o.sealed_key
  from channels c join organizations o on o.id = c.organization_id
  where c.organization_id = $1 and c.id = any ($2::uuid[])`);

/** Where a directory key leads. */
export interface Lead {
  /** Of the key, as hex. */
  readonly hash: string;
  readonly organizationId: string;
  readonly channelId: string;
}

/** Looks hashed keys up across all organizations. Ids only. One round trip. */
export async function findLeads(database: Database, kind: string, hashes: readonly Buffer[]): Promise<Lead[]> {
  const [found] = await database.script('find channels', null, [
    findKeys(
      kind,
      hashes.map((hash) => `\\x${hash.toString('hex')}`),
    ),
  ]);
  return (found?.rows ?? []).map((row) => ({
    hash: (row.key_hash as Buffer).toString('hex'),
    organizationId: row.organization_id as string,
    channelId: row.object_id as string,
  }));
}

/** Channels of one organization with what belongs to them, as rows. One round trip. */
export async function readChannelRows(database: Database, organizationId: string, channelIds: readonly string[]): Promise<Row[]> {
  const [found] = await database.script('read channels', organizationId, [readChannels(organizationId, channelIds)]);
  return found?.rows ?? [];
}
