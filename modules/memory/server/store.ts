import { sql } from 'kysely';
import type { Keeper } from '#core/keeper.ts';
import type { SafetyMemory } from '#core/turn.ts';
import type { Database, Db } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

export interface Known {
  readonly blocks: readonly BlockRow[];
  readonly forgotten: readonly string[];
  readonly skip_to: Date | null;
  /** What the gate remembers of their conversations. */
  readonly safety: readonly SafetyMemory[];
}

export interface BlockRow {
  readonly id: string;
  readonly version: number;
  readonly memories: number;
}

/** Everything about a contact's memories but what is sealed. `own`: without those of records that were joined with theirs. */
export async function findKnown(
  db: Db,
  organizationId: string,
  { contactId, model, own }: { contactId: string; model: string; own: boolean },
) {
  const records = own
    ? sql`select ${contactId}::uuid as id`
    : sql`select ${contactId}::uuid as id union all select c.id from contacts c where c.organization_id = ${organizationId} and c.merged_into = ${contactId}`;
  const { rows } = await sql<Known>`
    with records as materialized (${records})
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'version', b.version, 'memories', b.memories) order by b.id), '[]') from memory_blocks b
        where b.organization_id = ${organizationId} and b.contact_id in (select id from records) and b.model = ${model}) as blocks,
      (select coalesce(jsonb_agg(f.memory_id), '[]') from memory_forgotten f
        where f.organization_id = ${organizationId} and f.contact_id in (select id from records)) as forgotten,
      (select max(p.skip_to) from memory_people p where p.organization_id = ${organizationId} and p.contact_id in (select id from records)) as skip_to,
      (select coalesce(jsonb_agg(v.routing -> 'safety'), '[]') from conversations v where v.organization_id = ${organizationId}
        and v.contact_id in (select id from records) and v.routing -> 'safety' is not null) as safety`.execute(db);
  return rows[0] as Known;
}

export async function readSealed(db: Db, organizationId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('memory_blocks')
    .select(['id', 'sealed_block'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.sealed_block]));
}

/** The last message somebody wrote before this one; null: it is the first. */
export async function findSaidBefore(
  db: Db,
  organizationId: string,
  { conversationId, messageId }: { conversationId: string; messageId: string },
) {
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'in')
    .where('id', '<', messageId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Held until the transaction ends; false: there is no such contact any more. */
export async function lockContact(db: Db, organizationId: string, contactId: string): Promise<boolean> {
  const { rows } = await sql`select id from contacts where organization_id = ${organizationId} and id = ${contactId} for update`.execute(
    db,
  );
  return rows.length > 0;
}

export interface BlockWrite {
  readonly id: string;
  readonly contact_id: string;
  readonly model: string;
  readonly dimensions: number;
  readonly memories: number;
  readonly sealed_block: string;
}

export async function writeBlock(db: Db, organizationId: string, block: BlockWrite, now: Date): Promise<void> {
  await db
    .insertInto('memory_blocks')
    .values({ ...block, organization_id: organizationId, version: 1, created_at: now, changed_at: now })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'id']).doUpdateSet({
        sealed_block: block.sealed_block,
        memories: block.memories,
        version: sql<number>`memory_blocks.version + 1`,
        changed_at: now,
      }),
    )
    .execute();
}

export async function deleteBlocks(db: Db, organizationId: string, ids: readonly string[]): Promise<void> {
  await db
    .deleteFrom('memory_blocks')
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
}

/** What was to be forgotten stands in no block any more. */
export async function deleteForgotten(db: Db, organizationId: string, ids: readonly string[]): Promise<void> {
  await db
    .deleteFrom('memory_forgotten')
    .where('organization_id', '=', organizationId)
    .where('memory_id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
}

export async function markChanged(db: Db, organizationId: string, contactId: string, now: Date): Promise<void> {
  await db
    .insertInto('memory_people')
    .values({ organization_id: organizationId, contact_id: contactId, skip_to: null, changed_at: now, looked_at: null })
    .onConflict((conflict) => conflict.columns(['organization_id', 'contact_id']).doUpdateSet({ changed_at: now }))
    .execute();
}

/** Everything of a contact, and what is not read yet never will be. */
export async function deleteAll(db: Db, organizationId: string, contactIds: readonly string[], now: Date): Promise<void> {
  const theirs = sql<string>`any (${contactIds}::uuid[])`;
  for (const table of ['memory_blocks', 'memory_forgotten', 'memory_patterns'] as const) {
    await db.deleteFrom(table).where('organization_id', '=', organizationId).where('contact_id', '=', theirs).execute();
  }
  await sql`insert into memory_people (organization_id, contact_id, skip_to)
    select ${organizationId}::uuid, id, ${now}::timestamptz from unnest(${contactIds}::uuid[]) as c(id)
    on conflict (organization_id, contact_id) do update set skip_to = excluded.skip_to, changed_at = null`.execute(db);
  await sql`update turns t set sealed_evidence = null from conversations v
    where v.organization_id = ${organizationId} and v.contact_id = ${theirs} and t.organization_id = ${organizationId}
      and t.conversation_id = v.id and t.sealed_evidence is not null`.execute(db);
}

const patternColumns = ['id', 'contact_id', 'state', 'occurrences', 'days', 'sealed_pattern', 'first_seen', 'last_seen'] as const;
export type PatternRow = Awaited<ReturnType<typeof listPatternRows>>[number];

export async function listPatternRows(db: Db, organizationId: string, contactIds: readonly string[]) {
  return db
    .selectFrom('memory_patterns')
    .select(patternColumns)
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', sql<string>`any (${contactIds}::uuid[])`)
    .orderBy('id')
    .execute();
}

export async function writePattern(db: Db, organizationId: string, row: PatternRow, now: Date): Promise<void> {
  const { occurrences, days, sealed_pattern, first_seen, last_seen } = row;
  await db
    .insertInto('memory_patterns')
    .values({ ...row, organization_id: organizationId, created_at: now, changed_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'id'])
        .doUpdateSet({ occurrences, days, sealed_pattern, first_seen, last_seen, changed_at: now }),
    )
    .execute();
}

export async function markLooked(db: Db, organizationId: string, contactId: string, now: Date): Promise<void> {
  await db
    .updateTable('memory_people')
    .set({ looked_at: now })
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', contactId)
    .execute();
}

const dueLooks = prepared<{ organization_id: string; contact_id: string }>(
  'select organization_id, contact_id from due_memory_looks($1, $2)',
);

export async function findDueLooks(database: Database, now: Date, most: number) {
  return (await database.script('find whose patterns are due', null, { due: dueLooks(now, most) })).due.rows;
}

/** The contact of a turn, and the records that were joined with theirs. */
const recordsOfTurn = (from: string) => `
  select k.id as contact_id from ${from}
  join contacts k on k.organization_id = $1 and (k.id = d.contact_id or k.merged_into = d.contact_id)`;

/** What a trace holds of the messages that are forgotten, and of the turn that asked for it. */
const forgetEvidence = `
  update turns t set sealed_evidence = null from said s
  join conversations v on v.organization_id = $1 and v.contact_id = s.contact_id
  where t.organization_id = $1 and t.conversation_id = v.id and t.sealed_evidence is not null and (t.id = s.turn_id or exists (
    select from messages m where m.organization_id = $1 and m.id = any (s.message_ids) and m.conversation_id = t.conversation_id
      and m.position between t.first_position and t.last_position))`;

export const keepers: readonly Keeper[] = [
  {
    // Something somebody asked to have remembered: a block of its own, which the next reading puts to the others.
    name: 'memory.kept',
    columns: 'id uuid, model text, dimensions smallint, sealed_block text',
    sql: (from) => `
      with said as materialized (select d.contact_id, r.* from ${from}),
      people as (insert into memory_people (organization_id, contact_id, changed_at) select distinct $1::uuid, s.contact_id, $3::timestamptz from said s
        on conflict (organization_id, contact_id) do update set changed_at = excluded.changed_at)
      insert into memory_blocks (organization_id, id, contact_id, model, dimensions, version, memories, sealed_block, created_at, changed_at)
      select $1, s.id, s.contact_id, s.model, s.dimensions, 1, 1, s.sealed_block, $3, $3 from said s on conflict do nothing`,
  },
  {
    name: 'memory.forgotten',
    columns: 'block_id uuid, version int, memories int, sealed_block text, memory_ids uuid[], message_ids uuid[]',
    // A block that was written meanwhile is left to its next writing; what is in it is hidden from now on.
    sql: (from) => `
      with said as materialized (select d.contact_id, d.turn_id, r.* from ${from}),
      blocks as (update memory_blocks b set sealed_block = s.sealed_block, memories = s.memories, version = b.version + 1, changed_at = $3
        from said s where b.organization_id = $1 and b.id = s.block_id and b.version = s.version returning b.id),
      stones as (insert into memory_forgotten (organization_id, memory_id, contact_id, created_at)
        select $1, i.id, s.contact_id, $3 from said s cross join lateral unnest(s.memory_ids) as i(id)
        where s.block_id not in (select id from blocks) on conflict do nothing)
      ${forgetEvidence}`,
  },
  {
    name: 'memory.skipped',
    columns: 'message_ids uuid[]',
    one: true,
    sql: (from) => `
      with said as materialized (select d.contact_id, d.turn_id, r.* from ${from}),
      people as (insert into memory_people (organization_id, contact_id, skip_to) select $1, s.contact_id, $3 from said s
        on conflict (organization_id, contact_id) do update set skip_to = excluded.skip_to)
      ${forgetEvidence}`,
  },
  {
    name: 'memory.forgot-everything',
    columns: 'sure boolean',
    one: true,
    sql: (from) => `
      with said as materialized (${recordsOfTurn(from)}),
      blocks as (delete from memory_blocks b using said s where b.organization_id = $1 and b.contact_id = s.contact_id),
      stones as (delete from memory_forgotten f using said s where f.organization_id = $1 and f.contact_id = s.contact_id),
      patterns as (delete from memory_patterns p using said s where p.organization_id = $1 and p.contact_id = s.contact_id),
      people as (insert into memory_people (organization_id, contact_id, skip_to) select $1, s.contact_id, $3 from said s
        on conflict (organization_id, contact_id) do update set skip_to = excluded.skip_to, changed_at = null)
      update turns t set sealed_evidence = null from said s
      join conversations v on v.organization_id = $1 and v.contact_id = s.contact_id
      where t.organization_id = $1 and t.conversation_id = v.id and t.sealed_evidence is not null`,
  },
  {
    name: 'memory.pattern-state',
    columns: 'id uuid, state text',
    sql: (from) => `
      update memory_patterns p set state = r.state, changed_at = $3 from ${from}
      where p.organization_id = $1 and p.id = r.id and p.contact_id = d.contact_id`,
  },
];
