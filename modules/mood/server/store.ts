import { sql } from 'kysely';
import type { Keeper } from '#core/keeper.ts';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = [
  'id',
  'contact_id',
  'message_id',
  'source',
  'score',
  'valence',
  'intensity',
  'confidence',
  'reader',
  'sealed_words',
  'at',
] as const;
export type EntryRow = RowOf<'mood_entries', (typeof columns)[number]>;

/** What is not there yet; nothing where its message has an entry already. */
export async function insertEntries(db: Db, organizationId: string, rows: readonly EntryRow[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('mood_entries')
    .values(rows.map((row) => ({ ...row, organization_id: organizationId, created_at: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface EntryQuery {
  readonly contactIds: readonly string[];
  readonly since: Date | null;
  readonly until: Date | null;
  readonly before: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

/** The newest first. */
export async function listEntryRows(
  db: Db,
  organizationId: string,
  { contactIds, since, until, before, limit }: EntryQuery,
): Promise<EntryRow[]> {
  let query = db
    .selectFrom('mood_entries')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', sql<string>`any (${contactIds}::uuid[])`);
  if (since) query = query.where('at', '>=', since);
  if (until) query = query.where('at', '<', until);
  if (before) query = query.where(sql<boolean>`(at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

export async function lastEntryRows(db: Db, organizationId: string, contactIds: readonly string[]): Promise<EntryRow[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<EntryRow>`
    select e.id, e.contact_id, e.message_id, e.source, e.score, e.valence, e.intensity, e.confidence, e.reader, e.sealed_words, e.at
    from unnest(${contactIds}::uuid[]) as c(id)
    cross join lateral (select * from mood_entries e where e.organization_id = ${organizationId} and e.contact_id = c.id
      order by e.at desc, e.id desc limit 1) e`.execute(db);
  return rows;
}

export interface PersonRow {
  readonly asked_at: Date | null;
  readonly forgotten_at: Date | null;
}

export async function findPerson(db: Db, organizationId: string, contactId: string): Promise<PersonRow | undefined> {
  return db
    .selectFrom('mood_people')
    .select(['asked_at', 'forgotten_at'])
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst();
}

/** Held until the transaction ends; false: there is no such contact any more. */
export async function lockContact(db: Db, organizationId: string, contactId: string): Promise<boolean> {
  const { rows } = await sql`select id from contacts where organization_id = ${organizationId} and id = ${contactId} for update`.execute(
    db,
  );
  return rows.length > 0;
}

export async function deleteEntries(db: Db, organizationId: string, contactIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('mood_entries')
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', sql<string>`any (${contactIds}::uuid[])`)
    .execute();
}

export async function markForgotten(db: Db, organizationId: string, contactId: string, now: Date): Promise<void> {
  await db
    .insertInto('mood_people')
    .values({ organization_id: organizationId, contact_id: contactId, asked_at: null, forgotten_at: now })
    .onConflict((conflict) => conflict.columns(['organization_id', 'contact_id']).doUpdateSet({ asked_at: null, forgotten_at: now }))
    .execute();
}

export async function zoneOfContact(
  db: Db,
  organizationId: string,
  contactId: string,
): Promise<{ time_zone: string | null; addresses: string[] }> {
  const { rows } = await sql<{ time_zone: string | null; addresses: string[] }>`
    select c.time_zone, (select coalesce(jsonb_agg(i.address order by i.address), '[]') from identities i
      where i.organization_id = c.organization_id and i.contact_id = c.id) as addresses
    from contacts c where c.organization_id = ${organizationId} and c.id = ${contactId}`.execute(db);
  return rows[0] ?? { time_zone: null, addresses: [] };
}

export const keepers: readonly Keeper[] = [
  {
    name: 'mood.forgot-messages',
    columns: 'message_ids uuid[]',
    sql: (from) => `
      with said as materialized (select d.contact_id, r.message_ids from ${from})
      delete from mood_entries e using said s where e.organization_id = $1 and e.contact_id = s.contact_id and e.message_id = any (s.message_ids)
        and e.created_at <= $3`,
  },
  {
    name: 'mood.forgot-everything',
    columns: 'sure boolean',
    one: true,
    sql: (from) => `
      with said as materialized (select k.id as contact_id from ${from}
        join contacts k on k.organization_id = $1 and (k.id = d.contact_id or k.merged_into = d.contact_id)),
      people as (insert into mood_people (organization_id, contact_id, forgotten_at) select $1, s.contact_id, $3 from said s
        on conflict (organization_id, contact_id) do update set forgotten_at = excluded.forgotten_at, asked_at = null)
      delete from mood_entries e using said s where e.organization_id = $1 and e.contact_id = s.contact_id`,
  },
  {
    name: 'mood.said',
    columns: 'id uuid, message_id uuid, score smallint, sealed_words text, at timestamptz, known_at timestamptz',
    // What was forgotten while the turn was decided stays so.
    sql: (from) => `
      insert into mood_entries (organization_id, id, contact_id, message_id, source, score, sealed_words, at, created_at)
      select $1, r.id, d.contact_id, r.message_id, 'self', r.score, r.sealed_words, r.at, $3 from ${from}
      where not exists (select from mood_people p where p.organization_id = $1 and p.contact_id = d.contact_id and p.forgotten_at >= r.known_at)
      on conflict do nothing`,
  },
  {
    name: 'mood.asked',
    columns: 'score smallint',
    one: true,
    sql: (from) => `
      insert into mood_people (organization_id, contact_id, asked_at) select $1, d.contact_id, $3 from ${from}
      on conflict (organization_id, contact_id) do update set asked_at = excluded.asked_at`,
  },
];
