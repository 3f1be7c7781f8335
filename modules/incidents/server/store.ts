import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';
import { isOpen, isWaiting, openStates } from '#safety/index.ts';

const columns = [
  'id',
  'contact_id',
  'conversation_id',
  'message_id',
  'severity',
  'categories',
  'state',
  'messages',
  'step',
  'raised_at',
  'called_at',
  'last_at',
  'due_at',
  'delivered_at',
  'acknowledged_at',
  'acknowledged_by',
  'closed_at',
  'follow_up_at',
] as const;

export type IncidentRow = RowOf<'incidents', (typeof columns)[number]> & {
  readonly contact_name: string | null;
  readonly called: readonly string[];
};

export function isStillOpen({ state }: Pick<IncidentRow, 'state'>): boolean {
  return (openStates as readonly string[]).includes(state);
}

/** Who asks: null sees every contact's; otherwise the member sees those of their contacts, and those they were called for. */
export interface Viewer {
  readonly organizationId: string;
  readonly only: string | null;
}

const contactName = sql<string | null>`(select coalesce(c.name, c.profile_name) from contacts c
  where c.organization_id = incidents.organization_id and c.id = incidents.contact_id)`.as('contact_name');

const called = sql<string[]>`(select coalesce(jsonb_agg(distinct a.member_id), '[]') from incident_alerts a
  where a.organization_id = incidents.organization_id and a.incident_id = incidents.id)`.as('called');

function visible(db: Db, { organizationId, only }: Viewer) {
  const all = db.selectFrom('incidents').select(columns).select([contactName, called]).where('organization_id', '=', organizationId);
  return only === null ? all : all.where(isTheirs(only));
}

function isTheirs(member: string) {
  return sql<boolean>`(contact_id in (select contacts_of_member(${member}::uuid)) or exists (select from incident_alerts a
    where a.organization_id = incidents.organization_id and a.incident_id = incidents.id and a.member_id = ${member}::uuid))`;
}

export async function findIncident(db: Db, viewer: Viewer, id: string): Promise<IncidentRow | undefined> {
  return visible(db, viewer).where('id', '=', id).executeTakeFirst();
}

/** Whether the contact and their conversations are the viewer's to see, which is more than having been called for an incident. */
export async function seesContact(db: Db, { organizationId, only }: Viewer, contactId: string): Promise<boolean> {
  if (only === null) return true;
  const { rows } = await sql<{ id: string }>`select c.id from contacts c where c.organization_id = ${organizationId} and c.id = ${contactId}
    and c.id in (select contacts_of_member(${only}::uuid))`.execute(db);
  return rows.length > 0;
}

export interface IncidentFilter {
  readonly states: readonly string[];
  readonly severity: string | null;
  readonly contactIds: readonly string[] | null;
  readonly before: string | null;
  readonly limit: number;
}

/** The newest first; one more than `limit`. */
export async function listIncidentRows(db: Db, viewer: Viewer, filter: IncidentFilter): Promise<IncidentRow[]> {
  let query = visible(db, viewer).where('state', 'in', filter.states);
  if (filter.severity !== null) query = query.where('severity', '=', filter.severity);
  if (filter.contactIds !== null) query = query.where('contact_id', 'in', filter.contactIds);
  if (filter.before !== null) query = query.where('id', '<', filter.before);
  return query
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute();
}

/** Held until the transaction ends; undefined: it is not the asker's. */
export async function lockIncident(db: Db, viewer: Viewer, id: string): Promise<IncidentRow | undefined> {
  return visible(db, viewer).where('id', '=', id).forUpdate().executeTakeFirst();
}

export interface IncidentPatch {
  readonly state?: string;
  readonly step?: number;
  readonly due_at?: Date | null;
  readonly delivered_at?: Date;
  readonly acknowledged_at?: Date;
  readonly acknowledged_by?: string | null;
  readonly closed_at?: Date;
  readonly closed_by?: string | null;
  readonly follow_up_at?: Date | null;
}

export async function patchIncident(db: Db, organizationId: string, id: string, patch: IncidentPatch): Promise<void> {
  await db.updateTable('incidents').set(patch).where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

export interface NewEntry {
  readonly organization_id: string;
  readonly id: string;
  readonly incident_id: string;
  readonly kind: string;
  readonly actor: string;
  readonly actor_id: string;
  readonly data: string;
  readonly sealed_note: string | null;
  readonly created_at: Date;
}

export async function insertEntry(db: Db, entry: NewEntry): Promise<void> {
  await db.insertInto('incident_entries').values(entry).execute();
}

export async function listEntries(db: Db, organizationId: string, incidentId: string) {
  return db
    .selectFrom('incident_entries')
    .select(['id', 'kind', 'actor', 'actor_id', 'data', 'sealed_note', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('incident_id', '=', incidentId)
    .orderBy('id')
    .execute();
}

/** With the message each was found in. */
export async function listFindings(db: Db, organizationId: string, where: { incidentId: string; contactId: string }) {
  return db
    .selectFrom('safety_findings as f')
    .innerJoin('messages as m', (join) => join.onRef('m.organization_id', '=', 'f.organization_id').onRef('m.id', '=', 'f.message_id'))
    .select([
      'f.message_id',
      'f.source',
      'f.severity',
      'f.categories',
      'f.evidence',
      'f.reason',
      'f.rules',
      'f.created_at',
      'm.kind',
      'm.text',
      'm.content',
    ])
    .where('f.organization_id', '=', organizationId)
    .where('f.contact_id', '=', where.contactId)
    .where('f.incident_id', '=', where.incidentId)
    .orderBy('f.id')
    .execute();
}

export interface Told {
  readonly language: string | null;
  readonly organization_language: string;
  readonly organization_name: string;
  readonly opted_out: boolean;
  readonly safety: { readonly block?: string; readonly language?: string } | null;
  /** Since the gate said everything. */
  readonly person_wrote: boolean;
  /** When they last wrote here, and on which kind of channel: whether free text may still be sent. */
  readonly last_inbound_at: Date | null;
  readonly channel_type: string;
  /** As they told it. */
  readonly age: number | null;
}

/** What the gate has said in a conversation, and to whom; undefined: there is none. */
export async function findTold(db: Db, organizationId: string, conversationId: string): Promise<Told | undefined> {
  const { rows } = await sql<Told>`
    select c.language, o.language as organization_language, o.name as organization_name, v.opted_out_at is not null as opted_out,
      v.routing -> 'safety' as safety, (v.routing ->> 'age')::int as age, v.last_inbound_at, h.type as channel_type, exists (select from messages m where m.organization_id = v.organization_id and m.conversation_id = v.id
        and m.id >= first_id_at(coalesce((v.routing -> 'safety' ->> 'block')::timestamptz, v.created_at))
        and m.direction = 'out' and m.author in ('member', 'phone_app')) as person_wrote
    from conversations v
    join contacts c on c.organization_id = v.organization_id and c.id = v.contact_id
    join organizations o on o.id = v.organization_id
    join channels h on h.organization_id = v.organization_id and h.id = v.channel_id
    where v.organization_id = ${organizationId} and v.id = ${conversationId}`.execute(db);
  return rows[0];
}

export interface FigureRow {
  readonly severity: string;
  readonly open: number;
  readonly unacknowledged: number;
  readonly raised: number;
  readonly in_time: number;
  readonly false_alarms: number;
}

/** Counts by severity; those of a time are of incidents raised since. */
export async function countIncidents(
  db: Db,
  { organizationId, only }: Viewer,
  { since, minutes }: { since: Date; minutes: Readonly<Record<string, number>> },
): Promise<{ rows: FigureRow[]; median: number | null; slowest: number | null }> {
  const theirs = only === null ? sql`` : sql`and ${isTheirs(only)}`;
  const mine = sql`from incidents where organization_id = ${organizationId} ${theirs}`;
  const answer = sql`extract(epoch from acknowledged_at - called_at)`;
  const { rows } = await sql<FigureRow>`
    select severity, (count(*) filter (where ${sql.raw(isOpen)}))::int as open,
      (count(*) filter (where ${sql.raw(isWaiting)}))::int as unacknowledged,
      (count(*) filter (where raised_at >= ${since}))::int as raised,
      (count(*) filter (where raised_at >= ${since} and ${answer} <= 60 * (${JSON.stringify(minutes)}::jsonb ->> severity)::int))::int as in_time,
      (count(*) filter (where raised_at >= ${since} and state = 'false_alarm'))::int as false_alarms
    ${mine} group by severity`.execute(db);
  const times = await sql<{ median: number | null; slowest: number | null }>`
    select percentile_cont(0.5) within group (order by ${answer}) as median, percentile_cont(0.95) within group (order by ${answer}) as slowest
    ${mine} and raised_at >= ${since} and acknowledged_at is not null`.execute(db);
  return { rows, median: times.rows[0]?.median ?? null, slowest: times.rows[0]?.slowest ?? null };
}
