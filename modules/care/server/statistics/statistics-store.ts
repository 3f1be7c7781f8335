import { type RawBuilder, sql } from 'kysely';
import { later } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { firstIdAt } from '#platform/ids.ts';

/** Counts of a week, each with how many people stand behind it. Test contacts are left out. */
export interface Asked {
  readonly organizationId: string;
  /** Only this member's people; null: all (core/visibility.ts). */
  readonly only: string | null;
  readonly zone: string;
  readonly from: Date;
  readonly to: Date;
}

export interface Week {
  /** Its Monday, "2026-11-16". */
  readonly day: string;
  readonly from: Date;
  readonly to: Date;
}

/** The last whole weeks that are over, the last first, in the organization's time zone. */
export async function listWeeks(
  db: Db,
  organizationId: string,
  { now, count }: { now: Date; count: number },
): Promise<{ zone: string; weeks: Week[] }> {
  const { rows } = await sql<Week & { zone: string }>`
    select o.time_zone as zone, to_char(w.local, 'YYYY-MM-DD') as day, w.local at time zone o.time_zone as from,
      (w.local + interval '7 days') at time zone o.time_zone as to
    from organizations o cross join lateral (
      select date_trunc('week', ${now}::timestamptz at time zone o.time_zone) - make_interval(days => 7 * n) as local
      from generate_series(1, ${count}::int) n) w
    where o.id = ${organizationId} order by w.local desc`.execute(db);
  return { zone: rows[0]?.zone ?? 'UTC', weeks: rows };
}

function counted({ organizationId, only }: Asked, column: RawBuilder<unknown>): RawBuilder<unknown> {
  const real = sql`${column} not in (select t.id from contacts t where t.organization_id = ${organizationId} and t.test)`;
  return only === null ? real : sql`${real} and ${column} in (select contacts_of_member(${only}::uuid))`;
}

export async function countWriters(db: Db, asked: Asked): Promise<{ count: number; people: number }> {
  const { organizationId, from, to } = asked;
  // What was made a while before it was stored has an id of before.
  const { rows } = await sql<{ count: number; people: number }>`
    select count(*)::int as count, count(distinct m.contact_id)::int as people from messages m
    where m.organization_id = ${organizationId} and m.id >= ${firstIdAt(later(from, -3600))} and m.id < ${firstIdAt(later(to, 3600))}
      and m.created_at >= ${from} and m.created_at < ${to} and m.direction = 'in' and ${counted(asked, sql`m.contact_id`)}`.execute(db);
  return rows[0] ?? { count: 0, people: 0 };
}

export interface SeverityRow {
  readonly severity: string | null;
  readonly count: number;
  readonly people: number;
}

/** By severity; the row without one is of all. */
export async function countIncidents(db: Db, asked: Asked): Promise<SeverityRow[]> {
  const { organizationId, from, to } = asked;
  const { rows } = await sql<SeverityRow>`
    select n.severity, count(*)::int as count, count(distinct n.contact_id)::int as people from incidents n
    where n.organization_id = ${organizationId} and n.raised_at >= ${from} and n.raised_at < ${to} and ${counted(asked, sql`n.contact_id`)}
    group by grouping sets ((n.severity), ())`.execute(db);
  return rows;
}

export async function readAnswers(db: Db, asked: Asked): Promise<{ seconds: number | null; people: number }> {
  const { organizationId, from, to } = asked;
  const { rows } = await sql<{ seconds: number | null; people: number }>`
    select percentile_cont(0.5) within group (order by extract(epoch from n.acknowledged_at - n.called_at))::float8 as seconds,
      count(distinct n.contact_id)::int as people
    from incidents n
    where n.organization_id = ${organizationId} and n.raised_at >= ${from} and n.raised_at < ${to} and n.acknowledged_at is not null
      and ${counted(asked, sql`n.contact_id`)}`.execute(db);
  return rows[0] ?? { seconds: null, people: 0 };
}
