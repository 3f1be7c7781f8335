import { type Expression, type SqlBool, sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

/** Runs as people look at them. */

const columns = [
  'id',
  'flow_id',
  'version_id',
  'conversation_id',
  'state',
  'waits_for',
  'node',
  'outcome',
  'started_by',
  'sealed_state',
  'due_at',
  'created_at',
  'changed_at',
  'ended_at',
] as const;

export type RunRow = RowOf<'flow_runs', (typeof columns)[number]> & {
  readonly flow: string;
  readonly number: number;
  readonly contact_id: string;
  readonly contact_name: string | null;
};

/** Only of the member's contacts; null: all (see core/visibility.ts). */
export const ofTheirs = (only: string | null): Expression<SqlBool> =>
  only === null ? sql<SqlBool>`true` : sql<SqlBool>`v.contact_id in (select contacts_of_member(${only}))`;

function runs(db: Db, only: string | null) {
  return db
    .selectFrom('flow_runs as r')
    .innerJoin('conversations as v', (join) =>
      join.onRef('v.organization_id', '=', 'r.organization_id').onRef('v.id', '=', 'r.conversation_id'),
    )
    .innerJoin('flow_versions as n', (join) => join.onRef('n.organization_id', '=', 'r.organization_id').onRef('n.id', '=', 'r.version_id'))
    .innerJoin('flows as f', (join) => join.onRef('f.organization_id', '=', 'r.organization_id').onRef('f.id', '=', 'r.flow_id'))
    .innerJoin('contacts as c', (join) => join.onRef('c.organization_id', '=', 'v.organization_id').onRef('c.id', '=', 'v.contact_id'))
    .select(columns.map((name) => `r.${name}` as const))
    .select(['f.name as flow', 'n.number', 'v.contact_id'])
    .select(sql<string | null>`coalesce(c.name, c.profile_name)`.as('contact_name'))
    .where(ofTheirs(only));
}

export async function findRun(db: Db, id: string, only: string | null): Promise<RunRow | undefined> {
  return runs(db, only).where('r.id', '=', id).executeTakeFirst();
}

export interface RunPage {
  readonly limit: number;
  readonly before: string | null;
  readonly flowId?: string | undefined;
  readonly conversationId?: string | undefined;
  readonly state?: string | undefined;
  readonly only: string | null;
}

/** The latest first; one more than `limit`. */
export async function listRunRows(db: Db, organizationId: string, page: RunPage): Promise<RunRow[]> {
  let query = runs(db, page.only).where('r.organization_id', '=', organizationId);
  if (page.before !== null) query = query.where('r.id', '<', page.before);
  if (page.flowId !== undefined) query = query.where('r.flow_id', '=', page.flowId);
  if (page.conversationId !== undefined) query = query.where('r.conversation_id', '=', page.conversationId);
  if (page.state !== undefined) query = query.where('r.state', '=', page.state);
  return query
    .orderBy('r.id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** The way a run went, in order. */
export async function listStepRows(db: Db, organizationId: string, runId: string) {
  return db
    .selectFrom('flow_run_steps')
    .select(['flow', 'node', 'kind', 'exit', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('run_id', '=', runId)
    .orderBy('id')
    .limit(1000)
    .execute();
}

/** So many of a version's latest steps are counted: what a page may ask for at any time. */
const countedMax = 20_000;

/** How often each exit of a version was taken, of its latest steps, and since when. */
export async function countExits(db: Db, organizationId: string, versionId: string, only: string | null) {
  let steps = db
    .selectFrom('flow_run_steps as s')
    .select(['s.node', 's.exit', 's.created_at'])
    .where('s.organization_id', '=', organizationId)
    .where('s.version_id', '=', versionId)
    .orderBy('s.id', 'desc')
    .limit(countedMax);
  if (only !== null) {
    steps = steps
      .innerJoin('flow_runs as r', (join) => join.onRef('r.organization_id', '=', 's.organization_id').onRef('r.id', '=', 's.run_id'))
      .innerJoin('conversations as v', (join) =>
        join.onRef('v.organization_id', '=', 'r.organization_id').onRef('v.id', '=', 'r.conversation_id'),
      )
      .where(ofTheirs(only));
  }
  return db
    .selectFrom(steps.as('s'))
    .select(['s.node', 's.exit', sql<number>`count(*)::int`.as('count'), sql<Date>`min(s.created_at)`.as('since')])
    .groupBy(['s.node', 's.exit'])
    .execute();
}

/** Where the runs of a version wait. */
export async function countWaiting(db: Db, organizationId: string, versionId: string, only: string | null) {
  return db
    .selectFrom('flow_runs as r')
    .innerJoin('conversations as v', (join) =>
      join.onRef('v.organization_id', '=', 'r.organization_id').onRef('v.id', '=', 'r.conversation_id'),
    )
    .select(['r.node', sql<number>`count(*)::int`.as('count')])
    .where('r.organization_id', '=', organizationId)
    .where('r.version_id', '=', versionId)
    .where('r.state', 'in', ['waiting', 'suspended'])
    .where(ofTheirs(only))
    .groupBy('r.node')
    .execute();
}

export async function setStage(db: Db, conversationId: string, stage: string | null): Promise<void> {
  await db.updateTable('conversations').set({ stage }).where('id', '=', conversationId).execute();
}
