import { sql } from 'kysely';
import type { Database, Db } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const due = prepared<{ organization_id: string }>('select organization_id from due_message_marks($1, $2, first_id_at($3), $4)');

export async function findDueMarks(
  database: Database,
  wanted: { reader: string; assistant: string; before: Date; most: number },
): Promise<string[]> {
  const { reader, assistant, before, most } = wanted;
  const found = await database.script('find messages to read', null, { due: due(reader, assistant, before, most) });
  return found.due.rows.map((row) => row.organization_id);
}

export interface UnreadRow {
  readonly id: string;
  readonly contact_id: string;
  readonly conversation_id: string;
  readonly kind: string;
  readonly text: string | null;
  readonly content: unknown;
  readonly created_at: Date;
  readonly language: string | null;
  /** The safety gate found something in it. */
  readonly found: boolean;
}

export interface Unread {
  readonly from: string;
  /** How far the mark may be moved once these are read; null: there is nothing. */
  readonly to: string | null;
  readonly rows: readonly UnreadRow[];
}

/** Who begins to read does so with what came just now: what was written before somebody agreed to anything is not read. */
const placeMark = prepared(`
  insert into message_marks (organization_id, reader, read_to, changed_at) values ($1, $2, first_id_at($3), $4)
  on conflict (organization_id, reader) do update set changed_at = excluded.changed_at`);
const next = prepared<UnreadRow & { from: string; to: string; wanted: boolean }>(`
  with mark as materialized (select read_to from message_marks where organization_id = $1 and reader = $2),
  next as materialized (
    select m.* from messages m where m.organization_id = $1 and m.id > (select read_to from mark) and m.id < first_id_at($3) order by m.id limit $4
  )
  select (select read_to from mark) as from, (select max(n.id::text) from next n) as to, n.id, n.contact_id, n.conversation_id, n.kind,
    case when w.wanted then n.text end as text, case when w.wanted then n.content end as content, n.created_at, c.language, w.wanted,
    exists (select from safety_findings f where f.organization_id = $1 and f.message_id = n.id) as found
  from next n
  join contacts c on c.organization_id = $1 and c.id = n.contact_id
  cross join lateral (select n.direction = 'in' and exists (select from channels h where h.organization_id = $1 and h.id = n.channel_id
    and h.assistant ->> 'kind' = $5) as wanted) w
  order by n.id`);

export async function findUnread(
  database: Database,
  organizationId: string,
  wanted: { reader: string; assistant: string; since: Date; before: Date; now: Date; most: number },
): Promise<Unread> {
  const { reader, assistant, since, before, now, most } = wanted;
  const { found } = await database.script('read on in messages', organizationId, {
    placed: placeMark(organizationId, reader, since, now),
    found: next(organizationId, reader, before, most, assistant),
  });
  const [first] = found.rows;
  return { from: first?.from ?? '', to: first?.to ?? null, rows: found.rows.filter((row) => row.wanted) };
}

/** Unless somebody else has moved it meanwhile. */
export async function moveMark(
  db: Db,
  organizationId: string,
  { reader, from, to }: { reader: string; from: string; to: string },
): Promise<void> {
  await sql`update message_marks set read_to = ${to}::uuid where organization_id = ${organizationId} and reader = ${reader}
    and read_to = ${from}::uuid`.execute(db);
}
