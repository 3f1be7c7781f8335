import { asksForAnswer } from '#core/work-store.ts';
import type { Database, RowOf } from '#platform/db/database.ts';
import { recordsOf } from '#platform/db/records.ts';
import { prepared } from '#platform/db/sql.ts';
import type { Row } from '#platform/db/statement.ts';
import { type FindingRow, findingStatements, type RaisedIncident, type Read } from '#safety/index.ts';

/**
 * The accept stage as one script: one round trip stores a batch of messages of one organization, counts the work and may
 * take the lease for the turn. Rows are locked in one order everywhere (contact, then its conversations by channel), so
 * two workers never wait for each other in a circle.
 */

/** One message on its way in, in the form the statements read. */
export interface Arrival {
  readonly n: number;
  readonly message_id: string;
  readonly channel_id: string;
  readonly channel_type: string;
  /** The sender's address that decides who it is, and all that the batch tells of them. */
  readonly address: string;
  readonly addresses: readonly string[];
  readonly profile_name: string | null;
  readonly recipient: Readonly<Record<string, string>>;
  readonly kind: string;
  readonly text: string | null;
  readonly content: unknown;
  readonly raw: unknown;
  readonly provider_id: string;
  readonly quotes: string | null;
  readonly written_at: Date;
  readonly late: boolean;
  /** How long to wait for the person to finish; 0: the turn may start at once. */
  readonly quiet_ms: number;
  /** Ids to use if the sender or the conversation is new; arrivals of one sender have the same contact id. */
  readonly new_contact_id: string;
  readonly new_conversation_id: string;
  /** The proof that the safety gate has read it, and what it found. */
  readonly read: Read;
  readonly found: FindingRow | null;
}

/** What a stored arrival led to. An arrival that is missing from the answer was a repetition. */
export interface StoredArrival {
  readonly messageId: string;
  readonly contactId: string;
  readonly conversationId: string;
  readonly position: number;
}

/** A contact with new work. `leased` when this script took the lease, so that the turn can start without asking again. */
export interface NewWork {
  readonly contactId: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly done: number;
  readonly work: number;
  readonly dueAt: Date;
  readonly leased: boolean;
}

export interface TouchedConversation {
  readonly id: string;
  readonly contactId: string;
  readonly channelId: string;
  readonly handler: 'assistant' | 'people';
  readonly optedOut: boolean;
  readonly routing: Row;
}

export interface AcceptAnswer {
  readonly stored: StoredArrival[];
  readonly work: NewWork[];
  readonly conversations: TouchedConversation[];
  /** Incidents that were opened or joined. */
  readonly raised: readonly RaisedIncident[];
  /** Arrivals whose sender is not known yet, by number. */
  readonly unknown: Set<number>;
}

export interface Lease {
  readonly name: string;
  readonly until: Date;
}

// Each statement is sent only the columns it reads: what travels and is parsed is most of what a script costs.
const senders = 'jsonb_to_recordset($2::jsonb) as i(n int, channel_id uuid, channel_type text, address text, addresses jsonb)';
const newcomers = `jsonb_to_recordset($2::jsonb) as i(n int, channel_id uuid, channel_type text, address text, addresses jsonb,
  profile_name text, recipient jsonb, new_contact_id uuid, new_conversation_id uuid)`;

// Look-ups by whole key, one row each, so that no plan can turn them round (see Database.script).
export const contactOf = (address: string) => `(select a.contact_id from identities a
  where a.organization_id = $1 and a.channel_type = i.channel_type and a.address = ${address} limit 1)`;

// A sender counts as known when every address it came with is, and has a conversation on the channel.
const everyAddressKnown = `not exists (
  select from jsonb_array_elements_text(i.addresses) as x(address) where ${contactOf('x.address')} is null)`;

const lockSenders = prepared<{ n: number }>(`
  select s.n from (
    select i.n, i.channel_id, a.contact_id from ${senders}
    cross join lateral ${contactOf('i.address')} a
    where ${everyAddressKnown} order by a.contact_id, i.channel_id offset 0
  ) s
  cross join lateral (select c.id from contacts c where c.organization_id = $1 and c.id = s.contact_id for update) c
  cross join lateral (select v.id from conversations v
    where v.organization_id = $1 and v.contact_id = s.contact_id and v.channel_id = s.channel_id for update) v`);

/** What storing one message returns: the message, and its conversation and contact as they are after the batch. */
type StoredRow = RowOf<'messages', 'id' | 'contact_id' | 'conversation_id' | 'position'> &
  RowOf<'conversations', 'channel_id' | 'handler' | 'opted_out_at' | 'routing'> &
  RowOf<'contacts', 'name' | 'language' | 'done' | 'work'> & { readonly due_at: Date; readonly leased: boolean | null };

// While a person is still writing the turn waits, but never longer than four times the quiet time after their first word.
const free = 'u.quiet_ms = 0 and (c.turn_until is null or c.turn_until <= $3)';

// One statement, for a batch is then read, looked up and joined once. Its parts see the tables as they were before it, with every row locked by
// the statement before: a contact's first open message is read from the table, or is one of these.
const storeMessages = prepared<StoredRow>(`
  with arrived as materialized (
    select i.*, a.contact_id, v.id as conversation_id, c.work + row_number() over (partition by a.contact_id order by i.n) as position
    from jsonb_to_recordset($2::jsonb) as i(n int, message_id uuid, channel_id uuid, channel_type text, address text, addresses jsonb,
      kind text, text text, content jsonb, raw jsonb, provider_id text, quotes text, late boolean, written_at timestamptz,
      recipient jsonb, profile_name text, quiet_ms int)
    cross join lateral ${contactOf('i.address')} a
    cross join lateral (select c.work from contacts c where c.organization_id = $1 and c.id = a.contact_id limit 1) c
    cross join lateral (select v.id from conversations v
      where v.organization_id = $1 and v.contact_id = a.contact_id and v.channel_id = i.channel_id limit 1) v
    where ${everyAddressKnown}
      and (select m.id from messages m where m.organization_id = $1 and m.channel_id = i.channel_id and m.provider_id = i.provider_id limit 1) is null
  ), inserted as (
    insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, content,
      raw, author, provider_id, quotes, status, late, written_at, created_at)
    select $1, a.message_id, a.conversation_id, a.contact_id, a.channel_id, 'in', a.position, a.kind, a.text, a.content, a.raw, 'contact',
      a.provider_id, a.quotes, 'received', a.late, a.written_at, $3
    from arrived a
    on conflict (organization_id, channel_id, provider_id) where provider_id is not null do nothing
    returning id
  ), stored as materialized (
    select a.message_id, a.contact_id, a.conversation_id, a.position, a.kind, a.written_at, a.recipient, a.profile_name, a.quiet_ms
    from inserted join arrived a on a.message_id = inserted.id
  ), touched as (
    update conversations v set recipient = u.recipient, state = 'open', last_message_at = $3,
      last_inbound_at = greatest(v.last_inbound_at, u.written_at),
      waiting_since = coalesce(v.waiting_since, case when u.asks then $3::timestamptz end)
    from (
      select s.conversation_id, max(s.written_at) as written_at, bool_or(${asksForAnswer('s.kind')}) as asks,
        (array_agg(s.recipient order by s.position desc))[1] as recipient
      from stored s group by s.conversation_id
    ) u
    where v.organization_id = $1 and v.id = any (array(select s.conversation_id from stored s)) and v.id = u.conversation_id
    returning v.id, v.channel_id, v.handler, v.opted_out_at, v.routing
  ), counted as (
    update contacts c set work = greatest(c.work, u.last), last_seen_at = $3, profile_name = coalesce(u.profile_name, c.profile_name),
      due_at = case when u.quiet_ms = 0 then $3::timestamptz else least(
        $3::timestamptz + u.quiet_ms * interval '1 millisecond',
        coalesce((select m.created_at from messages m where m.organization_id = $1 and m.contact_id = c.id and m.direction = 'in'
          and m.position = c.done + 1), $3::timestamptz) + 4 * u.quiet_ms * interval '1 millisecond') end,
      turn_lease = case when ${free} then $4 else c.turn_lease end,
      turn_until = case when ${free} then $5 else c.turn_until end
    from (
      select s.contact_id, max(s.position) as last, max(s.quiet_ms) as quiet_ms,
        (array_agg(s.profile_name order by s.position desc) filter (where s.profile_name is not null))[1] as profile_name
      from stored s group by s.contact_id
    ) u
    where c.organization_id = $1 and c.id = any (array(select s.contact_id from stored s)) and c.id = u.contact_id
    returning c.id, coalesce(c.name, c.profile_name) as name, c.language, c.done, c.work, c.due_at, c.turn_lease = $4 as leased
  )
  select s.message_id as id, s.contact_id, s.conversation_id, s.position, v.channel_id, v.handler, v.opted_out_at, v.routing,
    c.name, c.language, c.done, c.work, c.due_at, c.leased
  from stored s join touched v on v.id = s.conversation_id join counted c on c.id = s.contact_id`);

// The oldest contact that has one of the addresses; null: nobody has.
const anyContactOf = `(select k.contact_id from jsonb_array_elements_text(i.addresses) as x(address)
  cross join lateral (select a.contact_id, a.created_at from identities a
    where a.organization_id = $1 and a.channel_type = i.channel_type and a.address = x.address limit 1) k
  order by k.created_at, k.contact_id limit 1)`;

const introduceContacts = prepared(`
  insert into contacts (organization_id, id, profile_name, created_at)
  select distinct on (i.new_contact_id) $1, i.new_contact_id, i.profile_name, $3::timestamptz
  from ${newcomers} where ${anyContactOf} is null order by i.new_contact_id, i.n`);

const introduceIdentities = prepared(`
  insert into identities (organization_id, channel_type, address, contact_id, created_at)
  select distinct on (i.channel_type, y.address) $1, i.channel_type, y.address, w.contact_id, $3::timestamptz
  from ${newcomers}
  cross join lateral (select coalesce(${anyContactOf},
    (select c.id from contacts c where c.organization_id = $1 and c.id = i.new_contact_id limit 1)) as contact_id) w
  cross join lateral jsonb_array_elements_text(i.addresses) as y(address)
  where w.contact_id is not null order by i.channel_type, y.address, i.n
  on conflict (organization_id, channel_type, address) do nothing`);

// Another worker may have introduced the same sender a moment ago: then ours is a contact without an address.
const dropOrphans = prepared(`
  delete from contacts c where c.organization_id = $1 and c.id = any ($2::uuid[])
    and not exists (select from identities a where a.organization_id = $1 and a.contact_id = c.id)`);

const introduceConversations = prepared(`
  insert into conversations (organization_id, id, contact_id, channel_id, recipient, last_message_at, created_at)
  select distinct on (a.contact_id, i.channel_id) $1, i.new_conversation_id, a.contact_id, i.channel_id, i.recipient, $3::timestamptz, $3::timestamptz
  from ${newcomers} cross join lateral ${contactOf('i.address')} a
  order by a.contact_id, i.channel_id, i.n
  on conflict (organization_id, contact_id, channel_id) do nothing`);

export interface AcceptRequest {
  readonly organizationId: string;
  readonly arrivals: readonly Arrival[];
  readonly now: Date;
  readonly lease: Lease;
  /** Whether senders may be new: adds the statements that introduce them. */
  readonly introduce: boolean;
}

const storedColumns = [
  'n',
  'message_id',
  'channel_id',
  'channel_type',
  'address',
  'addresses',
  'kind',
  'text',
  'content',
  'raw',
  'provider_id',
  'quotes',
  'late',
  'written_at',
  'recipient',
  'profile_name',
  'quiet_ms',
] as const satisfies (keyof Arrival)[];

const newcomerColumns = [
  'n',
  'channel_id',
  'channel_type',
  'address',
  'addresses',
  'profile_name',
  'recipient',
  'new_contact_id',
  'new_conversation_id',
] as const satisfies (keyof Arrival)[];

/** Runs the accept script. One round trip; all of the batch or nothing. */
export async function storeArrivals(database: Database, request: AcceptRequest): Promise<AcceptAnswer> {
  const { locked, stored, raised } = await database.script('accept', request.organizationId, statementsFor(request));
  const known = new Set(locked.rows.map((row) => row.n));
  const { rows } = stored;
  return {
    unknown: new Set(request.arrivals.map((one) => one.n).filter((n) => !known.has(n))),
    raised: raised.rows,
    stored: rows.map((row) => ({
      messageId: row.id,
      contactId: row.contact_id,
      conversationId: row.conversation_id,
      position: row.position,
    })),
    conversations: [...new Map(rows.map((row) => [row.conversation_id, toConversation(row)])).values()],
    work: [...new Map(rows.map((row) => [row.contact_id, toWork(row)])).values()],
  };
}

function toConversation(row: StoredRow): TouchedConversation {
  return {
    id: row.conversation_id,
    contactId: row.contact_id,
    channelId: row.channel_id,
    handler: row.handler as TouchedConversation['handler'],
    optedOut: row.opted_out_at !== null,
    routing: row.routing,
  };
}

function toWork(row: StoredRow): NewWork {
  return {
    contactId: row.contact_id,
    name: row.name,
    language: row.language,
    done: row.done,
    work: row.work,
    dueAt: row.due_at,
    leased: row.leased === true,
  };
}

/** Makes senders known, in this order; what another worker made meanwhile stays. */
export function introductions(organizationId: string, arrivals: readonly Arrival[], now: Date) {
  const found = recordsOf(arrivals, newcomerColumns);
  const newContactIds = arrivals.map((one) => one.new_contact_id);
  return {
    newContacts: introduceContacts(organizationId, found, now),
    newIdentities: introduceIdentities(organizationId, found, now),
    orphans: dropOrphans(organizationId, newContactIds),
    newConversations: introduceConversations(organizationId, found, now),
  };
}

/** The script. What introduces newcomers comes first. */
function statementsFor({ organizationId, arrivals, now, lease, introduce }: AcceptRequest) {
  return {
    ...(introduce ? introductions(organizationId, arrivals, now) : {}),
    locked: lockSenders(organizationId, recordsOf(arrivals, ['n', 'channel_id', 'channel_type', 'address', 'addresses'])),
    stored: storeMessages(organizationId, recordsOf(arrivals, storedColumns), now, lease.name, lease.until),
    ...findingStatements(
      organizationId,
      arrivals.flatMap((one) => one.found ?? []),
      now,
    ),
  };
}
