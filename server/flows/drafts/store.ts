import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

/** Flows and their versions as rows. */

const columns = ['id', 'name', 'title', 'draft', 'revision', 'version_id', 'archived_at', 'created_at', 'changed_at'] as const;

export type FlowRow = RowOf<'flows', (typeof columns)[number]> & {
  /** Of the version that new runs take. */
  readonly number: number | null;
  readonly changed: boolean;
  readonly triggers: unknown;
  /** Runs of it that are not over. */
  readonly running: number;
};

const number = sql<number | null>`(select v.number from flow_versions v
  where v.organization_id = flows.organization_id and v.id = flows.version_id)`.as('number');
/** As jsonb compares, so the order of fields makes no difference. */
const changed = sql<boolean>`coalesce((select v.definition <> flows.draft from flow_versions v
  where v.organization_id = flows.organization_id and v.id = flows.version_id), true)`.as('changed');

const triggers = sql<unknown>`coalesce((select v.definition -> 'triggers' from flow_versions v
  where v.organization_id = flows.organization_id and v.id = flows.version_id), flows.draft -> 'triggers')`.as('triggers');
const running = sql<number>`(select count(*)::int from flow_runs r
  where r.organization_id = flows.organization_id and r.flow_id = flows.id and r.state in ('waiting', 'suspended'))`.as('running');
const told = [number, changed, triggers, running] as const;

export async function findFlow(db: Db, id: string): Promise<FlowRow | undefined> {
  return db.selectFrom('flows').select(columns).select(told).where('id', '=', id).executeTakeFirst();
}

export async function findFlowNamed(db: Db, name: string): Promise<FlowRow | undefined> {
  return db.selectFrom('flows').select(columns).select(told).where('name', '=', name).executeTakeFirst();
}

/** Takes the row for the rest of the transaction. */
export async function lockFlow(db: Db, id: string): Promise<FlowRow | undefined> {
  return db.selectFrom('flows').select(columns).select(told).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** In the order they were made; one more than `limit`. */
export async function listFlowRows(db: Db, organizationId: string, page: { limit: number; after: string | null }): Promise<FlowRow[]> {
  let query = db.selectFrom('flows').select(columns).select(told).where('organization_id', '=', organizationId);
  if (page.after !== null) query = query.where('id', '>', page.after);
  return query
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
}

/** Whether a draft or a version names this id. */
export async function isSaid(db: Db, organizationId: string, fileId: string): Promise<boolean> {
  const named = (column: string) => sql<boolean>`position(${fileId} in ${sql.ref(column)}::text) > 0`;
  const draft = await db
    .selectFrom('flows')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where(named('draft'))
    .limit(1)
    .executeTakeFirst();
  if (draft) return true;
  const versions = db.selectFrom('flow_versions').select('id').where('organization_id', '=', organizationId);
  return (await versions.where(named('definition')).limit(1).executeTakeFirst()) !== undefined;
}

/** How many an organization has. */
export async function countFlows(db: Db, organizationId: string): Promise<number> {
  const row = await db
    .selectFrom('flows')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export interface NewFlow {
  readonly organization_id: string;
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly draft: object;
  readonly now: Date;
}

export async function insertFlow(db: Db, { draft, now, ...flow }: NewFlow): Promise<void> {
  await db
    .insertInto('flows')
    .values({ ...flow, draft: JSON.stringify(draft), created_at: now, changed_at: now })
    .execute();
}

/** What to change; what is undefined stays. */
export interface FlowPatch {
  readonly title?: string | undefined;
  readonly draft?: object | undefined;
  readonly revision?: number;
  readonly version_id?: string | null;
  readonly archived_at?: Date | null;
  readonly changed_at: Date;
}

export async function updateFlow(db: Db, id: string, { draft, ...patch }: FlowPatch): Promise<void> {
  await db
    .updateTable('flows')
    .set({ ...patch, ...(draft === undefined ? {} : { draft: JSON.stringify(draft) }) })
    .where('id', '=', id)
    .execute();
}

const versionColumns = ['id', 'number', 'definition', 'note', 'published_by', 'created_at'] as const;
export type VersionRow = RowOf<'flow_versions', (typeof versionColumns)[number]>;

export async function findVersion(db: Db, flowId: string, wanted: number): Promise<VersionRow | undefined> {
  return db
    .selectFrom('flow_versions')
    .select(versionColumns)
    .where('flow_id', '=', flowId)
    .where('number', '=', wanted)
    .executeTakeFirst();
}

/** The newest first, with how many runs go on in each; one more than `limit`. */
export async function listVersionRows(db: Db, organizationId: string, flowId: string, page: { limit: number; before: number | null }) {
  let query = db
    .selectFrom('flow_versions')
    .select(['number', 'note', 'published_by', 'failed_cases', 'created_at'])
    .select(
      sql<number>`(select count(*)::int from flow_runs r where r.organization_id = flow_versions.organization_id
        and r.version_id = flow_versions.id and r.state in ('waiting', 'suspended'))`.as('runs'),
    )
    .where('organization_id', '=', organizationId)
    .where('flow_id', '=', flowId);
  if (page.before !== null) query = query.where('number', '<', page.before);
  return query
    .orderBy('number', 'desc')
    .limit(page.limit + 1)
    .execute();
}

export interface NewVersion {
  readonly organization_id: string;
  readonly id: string;
  readonly flow_id: string;
  readonly definition: object;
  readonly note: string | null;
  readonly failed_cases: string[];
  readonly published_by: string;
  readonly created_at: Date;
}

/** With the next number of its flow, whose row is held. */
export async function insertVersion(db: Db, { definition, ...version }: NewVersion): Promise<void> {
  await db
    .insertInto('flow_versions')
    .values({
      ...version,
      definition: JSON.stringify(definition),
      number: sql<number>`(select coalesce(max(v.number), 0) + 1 from flow_versions v
        where v.organization_id = ${version.organization_id} and v.flow_id = ${version.flow_id})`,
    })
    .execute();
}

/** What is published, for the check of another. */
export async function listPublished(db: Db, organizationId: string) {
  return db
    .selectFrom('flows as f')
    .innerJoin('flow_versions as v', (join) => join.onRef('v.organization_id', '=', 'f.organization_id').onRef('v.id', '=', 'f.version_id'))
    .select(['f.name', 'v.definition'])
    .where('f.organization_id', '=', organizationId)
    .where('f.archived_at', 'is', null)
    .execute();
}

/** The kinds of channels an organization has. */
export async function listChannelTypes(db: Db, organizationId: string): Promise<string[]> {
  const rows = await db.selectFrom('channels').select('type').distinct().where('organization_id', '=', organizationId).execute();
  return rows.map((row) => row.type);
}
