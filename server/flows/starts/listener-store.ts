import { sql } from 'kysely';
import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** What flows want to hear of, and their times. */

export interface Listener {
  readonly event: string;
  /** Of a tag, its name; else empty. */
  readonly detail: string;
  readonly begins: boolean;
}

/** In place of what began it before. What runs of before may wait for stays. */
export async function replaceListeners(db: Db, organizationId: string, flowId: string, listeners: readonly Listener[]): Promise<void> {
  await db.deleteFrom('flow_listeners').where('flow_id', '=', flowId).where('begins', '=', true).execute();
  for (const { event, detail, begins } of listeners) {
    await sql`insert into flow_listeners (organization_id, flow_id, event, detail, begins)
      values (${organizationId}, ${flowId}, ${event}, fold_text(${detail}), ${begins}) on conflict do nothing`.execute(db);
  }
}

const dueSchedules = prepared<{ organization_id: string; flow_id: string; number: number }>(
  'select organization_id, flow_id, number from due_flow_schedules($1, $2)',
);

/** Of every organization, as ids: their time has come, or they are being told. */
export async function findDueSchedules(database: Database, now: Date, most: number) {
  const { due } = await database.script('find due flow schedules', null, { due: dueSchedules(now, most) });
  return due.rows;
}

const columns = ['flow_id', 'number', 'trigger', 'time_zone', 'next_at', 'occasion', 'occasion_at', 'told_to'] as const;
export type ScheduleRow = RowOf<'flow_schedules', (typeof columns)[number]>;

export async function listSchedules(db: Db, flowId: string): Promise<ScheduleRow[]> {
  return db.selectFrom('flow_schedules').select(columns).where('flow_id', '=', flowId).orderBy('number').execute();
}

/** Held for the rest of the transaction. */
export async function lockSchedule(db: Db, flowId: string, number: number): Promise<ScheduleRow | undefined> {
  return db
    .selectFrom('flow_schedules')
    .select(columns)
    .where('flow_id', '=', flowId)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
}

export async function removeSchedules(db: Db, flowId: string): Promise<void> {
  await db.deleteFrom('flow_schedules').where('flow_id', '=', flowId).execute();
}

export async function insertSchedule(db: Db, organizationId: string, { trigger, ...row }: ScheduleRow): Promise<void> {
  await db
    .insertInto('flow_schedules')
    .values({ ...row, organization_id: organizationId, trigger: JSON.stringify(trigger) })
    .execute();
}

export async function updateSchedule(db: Db, row: Omit<ScheduleRow, 'trigger'>): Promise<void> {
  const { flow_id, number, ...change } = row;
  await db.updateTable('flow_schedules').set(change).where('flow_id', '=', flow_id).where('number', '=', number).execute();
}

interface Telling {
  readonly flowId: string;
  readonly occasion: string;
  readonly contactIds: readonly string[];
  readonly now: Date;
}

/** Whom a time is told already is left out. */
export async function insertScheduled(db: Db, organizationId: string, { flowId, occasion, contactIds, now }: Telling): Promise<void> {
  await sql`insert into flow_starts (organization_id, id, flow_id, contact_id, event, detail, cause_id, due_at, created_at)
    select ${organizationId}::uuid, gen_random_uuid(), ${flowId}::uuid, c, 'schedule', '', ${occasion}::uuid, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${contactIds}::uuid[]) c on conflict do nothing`.execute(db);
}
