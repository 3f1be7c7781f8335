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

const dueRuns = prepared<{ organization_id: string; run_id: string; conversation_id: string }>(
  'select organization_id, run_id, conversation_id from due_flow_runs($1, $2)',
);

/** Of every organization, as ids. */
export async function findDueRuns(database: Database, now: Date, most: number) {
  const { due } = await database.script('find due flow runs', null, { due: dueRuns(now, most) });
  return due.rows;
}

// After 5, 10, 20 … seconds, at most five minutes.
const postpone = prepared(`
  update flow_runs set failures = failures + 1, due_at = $3::timestamptz + make_interval(secs => least(5 * 2 ^ least(failures, 10), 300))
  where organization_id = $1 and id = $2 and state = 'waiting' and due_at <= $3`);

/** A run could not go on: others come first. */
export async function postponeRun(
  database: Database,
  { organizationId, runId }: { organizationId: string; runId: string },
  now: Date,
): Promise<void> {
  await database.script('postpone flow run', organizationId, { postponed: postpone(organizationId, runId, now) });
}
