import { sql } from 'kysely';
import type { Database, Db } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

export interface FoundRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly channel_id: string;
  readonly direction: string;
  readonly author: string;
  readonly created_at: Date;
  readonly text: string;
  readonly contact_id: string;
  readonly contact_name: string | null;
}

export interface Wanted {
  readonly words: readonly string[];
  readonly only: string | null;
  /** Older than this message. */
  readonly before: string;
  readonly limit: number;
}

/** Ids of the messages in which every word occurs, the newest first; one more than `limit`. */
export async function findMessageIds(db: Db, { words, only, before, limit }: Wanted): Promise<string[]> {
  const found = await sql<{ message_id: string }>`
    select message_id from search_messages(${words}::text[], ${only}::uuid, ${before}::uuid, ${limit + 1})`.execute(db);
  return found.rows.map((row) => row.message_id);
}

export async function findFound(db: Db, organizationId: string, ids: readonly string[]): Promise<FoundRow[]> {
  if (ids.length === 0) return [];
  const found = await sql<FoundRow>`
    select m.id, m.conversation_id, m.channel_id, m.direction, m.author, m.created_at, left(m.text, ${searchedMax}) as text,
      k.id as contact_id, coalesce(k.name, k.profile_name) as contact_name
    from messages m
    join conversations v on v.organization_id = m.organization_id and v.id = m.conversation_id
    join contacts c on c.organization_id = v.organization_id and c.id = v.contact_id
    join contacts k on k.organization_id = v.organization_id and k.id = case when c.merged_into is null then c.id else c.merged_into end
    where m.organization_id = ${organizationId} and m.id = any (${ids}::uuid[]) and m.text is not null
    order by m.id desc`.execute(db);
  return found.rows;
}

/** Each contact's conversation that was active last. */
export async function lastConversations(
  db: Db,
  organizationId: string,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (contactIds.length === 0) return new Map();
  const found = await sql<{ contact_id: string; id: string }>`
    select distinct on (v.contact_id) v.contact_id, v.id from conversations v
    where v.organization_id = ${organizationId} and v.contact_id = any (${contactIds}::uuid[])
    order by v.contact_id, v.last_message_at desc`.execute(db);
  return new Map(found.rows.map((row) => [row.contact_id, row.id]));
}

/** Characters of a message that are searched, as `newest_texts` has it; more is no message of a person. */
const searchedMax = 8000;
const nothingYet = '00000000-0000-0000-0000-000000000000';

const due = prepared<{ organization_id: string }>('select organization_id from due_message_search(first_id_at($1), $2)');

/** Organizations with messages that came before a moment and are not written down. */
export async function organizationsToIndex(database: Database, before: Date, most: number): Promise<string[]> {
  const found = await database.script('find messages to index', null, { due: due(before, most) });
  return found.due.rows.map((row) => row.organization_id);
}

const lockProgress = prepared(`
  insert into message_search_progress (organization_id, indexed_to, changed_at) values ($1, '${nothingYet}', $2)
  on conflict (organization_id) do update set changed_at = excluded.changed_at`);
// Encrypted or absent text is not there to be read; what is will be.
const index = prepared<{ seen: number }>(`
  with next as materialized (
    select m.id, m.text from messages m where m.organization_id = $1 and m.id < first_id_at($2)
      and m.id > (select p.indexed_to from message_search_progress p where p.organization_id = $1)
    order by m.id limit $3
  ), written as (
    insert into message_search (organization_id, message_id, folded)
    select $1, n.id, ' ' || fold_text(left(n.text, ${searchedMax})) from next n where n.text is not null
    on conflict (organization_id, message_id) do nothing
  ), moved as (
    update message_search_progress set indexed_to = (select max(n.id::text) from next n)::uuid
    where organization_id = $1 and exists (select from next)
  )
  select count(*)::int as seen from next`);

/** Writes the next messages down; returns how many were looked at. One transaction: whatever happens, each is written once. */
export async function indexNext(
  database: Database,
  organizationId: string,
  { before, now, most }: { before: Date; now: Date; most: number },
): Promise<number> {
  const { seen } = await database.script('index messages', organizationId, {
    locked: lockProgress(organizationId, now),
    seen: index(organizationId, before, most),
  });
  return seen.rows[0]?.seen ?? 0;
}

const indexed = prepared<{ organization_id: string }>('select organization_id from recent_message_search($1)');

/** Organizations in which messages were written down since a moment. */
export async function organizationsIndexed(database: Database, since: Date): Promise<string[]> {
  const found = await database.script('find indexed messages', null, { indexed: indexed(since) });
  return found.indexed.rows.map((row) => row.organization_id);
}

const late = prepared(`
  insert into message_search (organization_id, message_id, folded)
  select $1, m.id, ' ' || fold_text(left(m.text, ${searchedMax})) from messages m
  where m.organization_id = $1 and m.text is not null and m.id >= first_id_at($2)
    and m.id <= (select p.indexed_to from message_search_progress p where p.organization_id = $1)
    and not exists (select from message_search s where s.organization_id = $1 and s.message_id = m.id)
  order by m.id limit $3
  on conflict (organization_id, message_id) do nothing`);

/** Writes down messages with ids since a moment that were passed over. */
export async function indexLate(database: Database, organizationId: string, { since, most }: { since: Date; most: number }): Promise<void> {
  await database.script('index late messages', organizationId, { late: late(organizationId, since, most) });
}
