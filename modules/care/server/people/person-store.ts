import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import { isOpen } from '#safety/index.ts';

export interface PersonRow {
  readonly id: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly last_seen_at: Date | null;
  readonly clinicians: readonly string[];
  readonly opened: boolean;
  readonly incident_id: string | null;
  readonly severity: 'moderate' | 'high' | 'imminent' | null;
  readonly acknowledged: boolean | null;
  readonly found_at: Date | null;
  readonly review_at: Date | null;
  /** 4: imminent, 3: high, 2: moderate, 1: the gate watches, 0: nothing. */
  readonly danger: number;
  readonly needs_now: boolean;
}

export interface PeopleAsked {
  readonly organizationId: string;
  /** Who asks: only what is shared with them is told. */
  readonly viewer: string;
  /** The member whose people are listed; null: everybody whom somebody looks after, or who is in danger. */
  readonly of: string | null;
  readonly contactId: string | null;
  readonly needsNow: boolean;
  readonly now: Date;
  /** What the gate found since then it still watches. */
  readonly watchedSince: Date;
  readonly after: { readonly danger: number; readonly lastSeenAt: Date | null; readonly id: string } | null;
  readonly limit: number;
}

const never = '-infinity';

/** Those in danger first, then those who were silent longest. One more than `limit`. */
export async function listPeopleRows(db: Db, asked: PeopleAsked): Promise<PersonRow[]> {
  const { organizationId: org, viewer, of, contactId, needsNow, now, watchedSince, after, limit } = asked;
  const whose =
    of === null
      ? sql`select a.contact_id as id from contact_assignments a where a.organization_id = ${org} and a.ended_at is null
          union select coalesce(j.merged_into, n.contact_id) from incidents n
            join contacts j on j.organization_id = n.organization_id and j.id = n.contact_id
            where n.organization_id = ${org} and n.${sql.raw(isOpen)}`
      : sql`select s.id from contacts_of_member(${of}::uuid) as s(id)`;
  const chosen = contactId === null ? whose : sql`select ${contactId}::uuid as id`;
  const place =
    after &&
    sql`and (-f.danger, coalesce(f.last_seen_at, '${sql.raw(never)}'), f.id) >
    (${-after.danger}::int, coalesce(${after.lastSeenAt}::timestamptz, '${sql.raw(never)}'), ${after.id}::uuid)`;
  const { rows } = await sql<PersonRow>`
    with chosen as (select distinct w.id from (${chosen}) w),
    found as (
      select c.id, coalesce(c.name, c.profile_name) as name, c.language, c.last_seen_at,
        coalesce((select jsonb_agg(a.member_id order by a.created_at, a.id) from contact_assignments a
          where a.organization_id = ${org} and a.contact_id = c.id and a.ended_at is null), '[]') as clinicians,
        exists (select from care_openings o where o.organization_id = ${org} and o.member_id = ${viewer}::uuid and o.contact_id = c.id
          and o.ended_at is null) as opened,
        i.id as incident_id, i.severity, i.acknowledged, w.found_at, p.review_at,
        coalesce(i.rank, case when w.found_at is null then 0 else 1 end) as danger,
        i.id is not null or w.found_at is not null or coalesce(p.review_at <= ${now}, false) as needs_now
      from chosen join contacts c on c.organization_id = ${org} and c.id = chosen.id and c.merged_into is null
      cross join lateral (select array_agg(r.id) as ids from contacts r
        where r.organization_id = ${org} and (r.id = c.id or r.merged_into = c.id)) every
      left join lateral (select n.id, n.severity, n.acknowledged_at is not null as acknowledged,
          case n.severity when 'imminent' then 4 when 'high' then 3 else 2 end as rank
        from incidents n where n.organization_id = ${org} and n.contact_id = any (every.ids) and n.${sql.raw(isOpen)}
        order by rank desc, n.id desc limit 1) i on true
      left join lateral (select max((v.routing -> 'safety' ->> 'found')::timestamptz) as found_at from conversations v
        where v.organization_id = ${org} and v.contact_id = any (every.ids)
          and (v.routing -> 'safety' ->> 'found')::timestamptz > ${watchedSince}) w on true
      left join lateral (select s.review_at from safety_plans s
        where s.organization_id = ${org} and s.contact_id = any (every.ids)
          and exists (select from safety_plan_shares h where h.organization_id = ${org} and h.plan_id = s.id and h.member_id = ${viewer}::uuid
            and h.ended_at is null)
        order by s.changed_at desc limit 1) p on true
    )
    select * from found f where (f.needs_now or not ${needsNow}::boolean) ${place ?? sql``}
    order by f.danger desc, coalesce(f.last_seen_at, '${sql.raw(never)}'), f.id limit ${limit + 1}`.execute(db);
  return rows;
}
