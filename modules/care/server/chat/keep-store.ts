import type { Keeper } from '#core/keeper.ts';

/** What a person writes of their own plan, committed with the turn in which they say it. */

/** Their plan, under whichever of their records it is. */
const theirs = (contact: string) => `(select s.id from safety_plans s where s.organization_id = $1 and (s.contact_id = ${contact}
  or s.contact_id in (select c.id from contacts c where c.organization_id = $1 and c.merged_into = ${contact})) order by s.changed_at desc limit 1)`;

/** The next version of a plan, or the first: the steps that are named, and nothing of the others. */
export const keepsPlan: Keeper = {
  name: 'care.plans',
  columns: 'id uuid, review_at timestamptz, steps jsonb',
  one: true,
  sql: (from) => `
    with given as (
      select d.contact_id, r.steps, r.review_at, coalesce(${theirs('d.contact_id')}, r.id) as plan_id from ${from}
    ), kept as (
      insert into safety_plans as p (organization_id, id, contact_id, version, reviewed_at, review_at, created_at, changed_at)
      select $1, g.plan_id, g.contact_id, 1, $3::timestamptz, g.review_at, $3::timestamptz, $3::timestamptz from given g
      on conflict (organization_id, id) do update set version = p.version + 1, reviewed_at = excluded.reviewed_at, review_at = excluded.review_at,
        changed_at = excluded.changed_at
      returning p.id, p.version
    )
    insert into safety_plan_steps (organization_id, id, plan_id, version, step, sealed_items, author, author_id, created_at)
    select $1, s.id, k.id, k.version, s.step, s.sealed_items, 'contact', g.contact_id, $3::timestamptz
    from kept k join given g on g.plan_id = k.id
    cross join lateral jsonb_to_recordset(g.steps) as s(id uuid, step text, sealed_items text)`,
};

/** Shown to everybody who has the person in their hands now, one row each. */
export const keepsShares: Keeper = {
  name: 'care.shares',
  columns: 'id uuid',
  one: true,
  sql: (from) => `
    insert into safety_plan_shares (organization_id, id, plan_id, member_id, given_by, given_id, created_at)
    select $1, md5(r.id::text || a.member_id::text)::uuid, p.id, a.member_id, 'contact', d.contact_id, $3::timestamptz from ${from}
    join safety_plans p on p.organization_id = $1 and p.id = ${theirs('d.contact_id')}
    join contact_assignments a on a.organization_id = $1 and a.contact_id = d.contact_id and a.ended_at is null
    on conflict (organization_id, plan_id, member_id) where ended_at is null do nothing`,
};

/** Shown to nobody any more. */
export const endsShares: Keeper = {
  name: 'care.unshares',
  columns: 'id uuid',
  one: true,
  sql: (from) => `
    update safety_plan_shares h set ended_at = $3::timestamptz from ${from}
    where h.organization_id = $1 and h.plan_id = ${theirs('d.contact_id')} and h.ended_at is null`,
};
