import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** The hot path's reads, as fixed statements. */

const findKeys = prepared<RowOf<'directory', 'key_hash' | 'organization_id' | 'object_id'>>(
  'select key_hash, organization_id, object_id from directory_find($1, $2::bytea[])',
);

/** A channel with what its organization lends it. */
export type LoadedRow = RowOf<
  'channels',
  'id' | 'type' | 'name' | 'settings' | 'sealed_secrets' | 'secret_facts' | 'limits' | 'assistant' | 'provisioned' | 'state'
> &
  RowOf<'organizations', 'sealed_key'> & {
    readonly organization_name: string;
    readonly organization_language: string;
    readonly reading_provider: string | null;
  };

const readChannels = prepared<LoadedRow>(`
  select c.id, c.type, c.name, c.settings, c.sealed_secrets, c.secret_facts, c.limits, c.assistant, c.provisioned,
    case when o.disabled_at is null then c.state else 'disabled' end as state,
    o.name as organization_name, o.language as organization_language, o.sealed_key, s.reading_provider
  from channels c join organizations o on o.id = c.organization_id left join safety_settings s on s.organization_id = c.organization_id
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
  const wanted = hashes.map((hash) => `\\x${hash.toString('hex')}`);
  const { found } = await database.script('find channels', null, { found: findKeys(kind, wanted) });
  return found.rows.map((row) => ({
    hash: row.key_hash.toString('hex'),
    organizationId: row.organization_id,
    channelId: row.object_id,
  }));
}

/** Channels of one organization with what belongs to them, as rows. One round trip. */
export async function readChannelRows(database: Database, organizationId: string, channelIds: readonly string[]): Promise<LoadedRow[]> {
  const { found } = await database.script('read channels', organizationId, { found: readChannels(organizationId, channelIds) });
  return found.rows;
}
