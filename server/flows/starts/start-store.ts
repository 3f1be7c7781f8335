import { sql } from 'kysely';
import type { Database, Db } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** Flows that are to begin, or go on, because of something. */

const dueStarts = prepared<{ organization_id: string; start_id: string }>('select organization_id, start_id from due_flow_starts($1, $2)');

/** Of every organization in turn, as ids. */
export async function findDueStarts(database: Database, now: Date, most: number) {
  const { due } = await database.script('find due flow starts', null, { due: dueStarts(now, most) });
  return due.rows;
}

export interface Start {
  readonly id: string;
  readonly flow_id: string;
  readonly run_id: string | null;
  readonly contact_id: string;
  readonly event: string;
  readonly failures: number;
  readonly created_at: Date;
  /** Where it happened, else where they wrote last; null: nowhere, so they can be told nothing. */
  readonly conversation_id: string | null;
  readonly channel_state: string | null;
}

const readStart = prepared<Start>(`
  select s.id, s.flow_id, s.run_id, s.contact_id, s.event, s.failures, s.created_at, v.id as conversation_id, v.channel_state
  from flow_starts s
  join contacts c on c.organization_id = s.organization_id and c.id = s.contact_id
  left join lateral (
    select v.id, h.state as channel_state from conversations v
    join channels h on h.organization_id = v.organization_id and h.id = v.channel_id
    where v.organization_id = s.organization_id
      and case when s.conversation_id is null then v.contact_id = coalesce(c.merged_into, c.id) else v.id = s.conversation_id end
    order by v.last_inbound_at desc nulls last limit 1) v on true
  where s.organization_id = $1 and s.id = $2 and s.due_at is not null`);

/** One that is not settled. */
export async function findStart(database: Database, organizationId: string, id: string): Promise<Start | undefined> {
  const { start } = await database.script('read flow start', organizationId, { start: readStart(organizationId, id) });
  return start.rows[0];
}

export interface StartFacts {
  /** A run was begun by it already: what settles it was lost. */
  readonly begun: boolean;
  /** The contact, or a record that was joined with theirs, has an incident that nobody has closed. */
  readonly in_danger: boolean;
  /** When the gate last found something in any conversation of theirs. ISO 8601. */
  readonly found: string | null;
  /** They are in this flow now. */
  readonly in_it: boolean;
  /** How often it was begun for them in the last 24 hours. */
  readonly lately: number;
}

const readFacts = prepared<StartFacts>(`
  select exists (select from flow_runs r where r.organization_id = $1 and r.start_id = s.id) as begun,
    exists (select from incidents i where i.organization_id = $1 and i.contact_id = v.contact_id
      and i.state in ('raised', 'delivered', 'acknowledged')) as in_danger,
    (select max(o.routing #>> '{safety,found}') from conversations o where o.organization_id = $1 and o.contact_id = v.contact_id) as found,
    exists (select from flow_runs r join conversations o on o.organization_id = $1 and o.id = r.conversation_id
      where r.organization_id = $1 and r.flow_id = s.flow_id and r.state in ('waiting', 'suspended') and o.contact_id = v.contact_id) as in_it,
    (select count(*)::int from flow_starts e where e.organization_id = $1 and e.contact_id = s.contact_id and e.flow_id = s.flow_id
      and e.outcome = 'begun' and e.created_at > $4::timestamptz - interval '24 hours') as lately
  from flow_starts s cross join conversations v
  where s.organization_id = $1 and s.id = $2 and v.organization_id = $1 and v.id = $3 and s.due_at is not null`);

/** What decides whether it may begin, asked while nobody else decides for the contact; undefined: it is settled. */
export async function readStartFacts(
  database: Database,
  organizationId: string,
  { id, conversationId, now }: { id: string; conversationId: string; now: Date },
): Promise<StartFacts | undefined> {
  const { facts } = await database.script('read flow start facts', organizationId, {
    facts: readFacts(organizationId, id, conversationId, now),
  });
  return facts.rows[0];
}

const settle = prepared('update flow_starts set outcome = $3, due_at = null where organization_id = $1 and id = $2 and due_at is not null');

export async function settleStart(database: Database, organizationId: string, id: string, outcome: string): Promise<void> {
  await database.script('settle flow start', organizationId, { settled: settle(organizationId, id, outcome) });
}

const postpone = prepared(
  'update flow_starts set failures = failures + $4::int, due_at = $3 where organization_id = $1 and id = $2 and due_at is not null',
);

/** Not now: others come first. */
export async function postponeStart(
  database: Database,
  organizationId: string,
  { id, dueAt, failed }: { id: string; dueAt: Date; failed: boolean },
): Promise<void> {
  await database.script('postpone flow start', organizationId, { postponed: postpone(organizationId, id, dueAt, failed ? 1 : 0) });
}

/** What became of them since, by what it was and how it ended. */
export async function countStarts(db: Db, organizationId: string, flowId: string, since: Date) {
  return db
    .selectFrom('flow_starts')
    .select(['event', sql<string>`coalesce(outcome, 'waiting')`.as('outcome'), sql<number>`count(*)::int`.as('count')])
    .where('organization_id', '=', organizationId)
    .where('flow_id', '=', flowId)
    .where('created_at', '>', since)
    .groupBy(['event', sql`coalesce(outcome, 'waiting')`])
    .orderBy('event')
    .orderBy(sql`coalesce(outcome, 'waiting')`)
    .execute();
}
