import type { Database, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** What deciding a turn reads of flows: what is published, versions that are still run, and runs. */

export interface PublishedRow {
  readonly flow_id: string;
  readonly version_id: string;
  readonly name: string;
  readonly definition: unknown;
}

const published = prepared<PublishedRow>(`
  select f.id as flow_id, v.id as version_id, f.name, v.definition from flows f
  join flow_versions v on v.organization_id = f.organization_id and v.id = f.version_id
  where f.organization_id = $1 and f.archived_at is null order by f.id`);

const versions = prepared<PublishedRow>(`
  select f.id as flow_id, v.id as version_id, f.name, v.definition from flow_versions v
  join flows f on f.organization_id = v.organization_id and f.id = v.flow_id
  where v.organization_id = $1 and v.id = any ($2::uuid[])`);

export async function readPublished(database: Database, organizationId: string): Promise<readonly PublishedRow[]> {
  const { flows } = await database.script('read published flows', organizationId, { flows: published(organizationId) });
  return flows.rows;
}

export async function readVersions(database: Database, organizationId: string, ids: readonly string[]): Promise<readonly PublishedRow[]> {
  const { flows } = await database.script('read flow versions', organizationId, { flows: versions(organizationId, ids) });
  return flows.rows;
}

export type OpenRunRow = RowOf<
  'flow_runs',
  'id' | 'flow_id' | 'version_id' | 'state' | 'started_by' | 'sealed_state' | 'written_by' | 'created_at'
>;
const openRuns = prepared<OpenRunRow>(`
  select id, flow_id, version_id, state, started_by, sealed_state, written_by, created_at from flow_runs
  where organization_id = $1 and conversation_id = $2 and state in ('waiting', 'suspended')
    and (state = 'suspended' or waits_for in ('answer', 'assistant') or id = $3) order by id desc limit 10`);

/** The run that waits for the contact here, those it came between, the latest first; and, if it is still open, one that is named. */
export async function readOpenRuns(
  database: Database,
  organizationId: string,
  conversationId: string,
  named: string | null,
): Promise<readonly OpenRunRow[]> {
  const { runs } = await database.script('read flow runs', organizationId, { runs: openRuns(organizationId, conversationId, named) });
  return runs.rows;
}

const quotedTimes = prepared<{ provider_id: string; created_at: Date }>(`
  select provider_id, created_at from messages where organization_id = $1 and channel_id = $2 and provider_id = any ($3::text[])`);

/** When messages were said that others quote, by the provider's ids. */
export async function readQuotedTimes(
  database: Database,
  organizationId: string,
  channelId: string,
  quotes: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { quoted } = await database.script('read quoted messages', organizationId, {
    quoted: quotedTimes(organizationId, channelId, quotes),
  });
  return new Map(quoted.rows.map((row) => [row.provider_id, row.created_at]));
}
