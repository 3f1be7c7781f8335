import { type RawBuilder, sql } from 'kysely';
import { later } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { firstIdAt } from '#platform/ids.ts';

/**
 * Today's numbers, each by an index that begins with the organization, over today and yesterday or over what is open. Messages of a
 * day are found by their ids, which begin with the time they were made.
 */
export interface Asked {
  readonly organizationId: string;
  /** Only this member's contacts; null: all (core/visibility.ts). */
  readonly only: string | null;
  readonly zone: string;
  readonly today: Date;
  readonly yesterday: Date;
}

export interface DayRow {
  readonly time_zone: string;
  readonly day: string;
  readonly today: Date;
  readonly yesterday: Date;
}

/** The organization's day: when it began, and the one before it. */
export async function readDay(db: Db, organizationId: string, now: Date): Promise<DayRow> {
  const found = await sql<DayRow>`
    select o.time_zone, to_char(d.local, 'YYYY-MM-DD') as day, d.local at time zone o.time_zone as today,
      (d.local - interval '1 day') at time zone o.time_zone as yesterday
    from organizations o cross join lateral (select date_trunc('day', ${now}::timestamptz at time zone o.time_zone) as local) d
    where o.id = ${organizationId}`.execute(db);
  return found.rows[0] as DayRow;
}

/** Of real people, and of those alone whom the asker may see. */
function counted(organizationId: string, only: string | null, column: RawBuilder<unknown>): RawBuilder<unknown> {
  const real = sql`${column} not in (select t.id from contacts t where t.organization_id = ${organizationId} and t.test)`;
  return only === null ? real : sql`${real} and ${column} in (select contacts_of_member(${only}))`;
}

/** An hour earlier, for what was made a while before it was stored. */
const idsFrom = (moment: Date) => firstIdAt(later(moment, -3600));

export interface HourRow {
  readonly direction: 'in' | 'out';
  readonly today: boolean;
  readonly hour: number;
  readonly messages: number;
}

export async function countMessagesByHour(db: Db, { organizationId, only, zone, today, yesterday }: Asked): Promise<HourRow[]> {
  const found = await sql<HourRow>`
    select m.direction, m.created_at >= ${today} as today, extract(hour from m.created_at at time zone ${zone})::int as hour,
      count(*)::int as messages
    from messages m
    where m.organization_id = ${organizationId} and m.id >= ${idsFrom(yesterday)} and m.created_at >= ${yesterday}
      and ${counted(organizationId, only, sql`m.contact_id`)}
    group by 1, 2, 3`.execute(db);
  return found.rows;
}

/** Counting further tells nobody more. */
export const openMax = 10_000;

export async function countConversations(db: Db, { organizationId, only }: Asked): Promise<{ open: number; waiting: number }> {
  const real = counted(organizationId, only, sql`v.contact_id`);
  const found = await sql<{ open: number; waiting: number }>`select
    (select count(*)::int from (select from conversations v
      where v.organization_id = ${organizationId} and v.state = 'open' and ${real} limit ${openMax + 1}) v) as open,
    (select count(*)::int from conversations v
      where v.organization_id = ${organizationId} and v.handler = 'people' and v.state = 'open' and v.waiting_since is not null
        and ${real}) as waiting`.execute(db);
  return found.rows[0] as { open: number; waiting: number };
}

export interface AnswerRow {
  readonly conversations: number;
  readonly answered: number;
  readonly by_people: number;
  readonly by_assistant: number;
  readonly people_seconds: number | null;
  readonly assistant_seconds: number | null;
}

/** Of the conversations in which a contact wrote today: who answered first, and how long that took. What did not go out is no answer. */
export async function readFirstAnswers(db: Db, { organizationId, only, today }: Asked): Promise<AnswerRow> {
  const people = sql`a.author in ('member', 'phone_app')`;
  const assistant = sql`a.author = 'assistant'`;
  const found = await sql<AnswerRow>`
    with first as (
      select distinct on (m.conversation_id) m.conversation_id, m.id, m.created_at from messages m
      where m.organization_id = ${organizationId} and m.id >= ${idsFrom(today)} and m.created_at >= ${today} and m.direction = 'in'
        and m.kind not in ('reaction', 'edit', 'delete', 'system') and ${counted(organizationId, only, sql`m.contact_id`)}
      order by m.conversation_id, m.id
    )
    select count(*)::int as conversations, count(a.author)::int as answered,
      count(*) filter (where ${people})::int as by_people, count(*) filter (where ${assistant})::int as by_assistant,
      percentile_cont(0.5) within group (order by a.seconds) filter (where ${people}) as people_seconds,
      percentile_cont(0.5) within group (order by a.seconds) filter (where ${assistant}) as assistant_seconds
    from first f left join lateral (
      select m.author, extract(epoch from m.created_at - f.created_at)::float8 as seconds from messages m
      where m.organization_id = ${organizationId} and m.conversation_id = f.conversation_id and m.id > f.id and m.direction = 'out'
        and m.status not in ('failed', 'error', 'needs_template')
      order by m.id limit 1) a on true`.execute(db);
  return found.rows[0] as AnswerRow;
}

const troubledMax = 1000;

export async function countTroubledSends(db: Db, { organizationId, only }: Asked): Promise<Map<string, number>> {
  const found = await sql<{ status: string; messages: number }>`
    select t.status, count(*)::int as messages from (
      select m.status from messages m where m.organization_id = ${organizationId} and m.in_trouble and ${counted(organizationId, only, sql`m.contact_id`)}
      order by m.id desc limit ${troubledMax}) t
    group by 1`.execute(db);
  return new Map(found.rows.map((row) => [row.status, row.messages]));
}

export async function listStoppedChannels(db: Db, organizationId: string) {
  const query = db.selectFrom('channels').select(['id', 'name', 'type', 'state', 'trouble']).where('organization_id', '=', organizationId);
  return query.where('state', '<>', 'active').orderBy('id').limit(50).execute();
}

export async function countOpenNotices(db: Db, organizationId: string): Promise<number> {
  const query = db.selectFrom('notices').select(({ fn }) => fn.countAll<number>().as('notices'));
  const found = await query.where('organization_id', '=', organizationId).where('closed_at', 'is', null).executeTakeFirstOrThrow();
  return Number(found.notices);
}

export interface CostRow {
  /** Null: of these the cost is unknown. */
  readonly currency: string | null;
  readonly calls: number;
  readonly micros: number | null;
}

export async function sumModelCost(db: Db, { organizationId, today }: Asked): Promise<CostRow[]> {
  const found = await sql<CostRow>`
    select case when c.cost_micros is null then null else c.currency end as currency, count(*)::int as calls, sum(c.cost_micros)::float8 as micros
    from model_calls c where c.organization_id = ${organizationId} and c.created_at >= ${today} group by 1 order by 1`.execute(db);
  return found.rows;
}
