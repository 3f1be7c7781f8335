import type { ClaimedLane, LaneRow } from '#core/lane.ts';
import { appendToLane, type ClaimedLaneRow, laneColumns, laneWaits, toClaimedLane } from '#core/lane-store.ts';
import type { KeptRun, KeptStep } from '#core/turn.ts';
import type { ClaimedWork } from '#core/work.ts';
import { asksForAnswer } from '#core/work-store.ts';
import type { Database, RowOf } from '#platform/db/database.ts';
import { recordsOf } from '#platform/db/records.ts';
import { prepared } from '#platform/db/sql.ts';
import { type FindingRow, findingStatements, type RaisedIncident } from '#safety/index.ts';
import { decided, finished } from './decided-store.ts';
import { tellHandOvers } from './handed-over-store.ts';
import { addSteps, claimIdle, endRuns, keepRuns, moveStages } from './turn-runs-store.ts';

/** How many messages one turn takes at most; the rest waits for the next turn, right after. */
const turnMessagesMax = 50;

/** What to claim: a contact, and the lease if this worker holds it already without having read the work. */
export interface Claim {
  readonly contact_id: string;
  readonly held: string | null;
}

// Rows are locked in one order everywhere: contacts by id, then their conversations by channel.
type ContactRow = RowOf<'contacts', 'id' | 'name' | 'language' | 'failures'>;
const claimContacts = prepared<ContactRow>(`
  with due as (
    select c.id from contacts c
    where c.organization_id = $1 and c.id = any ($2::uuid[]) and c.work > c.done and c.due_at <= $4
      and (c.turn_until is null or c.turn_until <= $4 or c.turn_lease = (
        select i.held from jsonb_to_recordset($3::jsonb) as i(contact_id uuid, held text) where i.contact_id = c.id and i.held is not null limit 1))
    order by c.id for update
  )
  update contacts c set turn_lease = $5, turn_until = $6
  where c.organization_id = $1 and c.id = any (array(select id from due))
  returning c.id, coalesce(c.name, c.profile_name) as name, c.language, c.failures`);

const heldContacts = `(select c.id, c.done from contacts c
  where c.organization_id = $1 and c.id = any ($2::uuid[]) and c.turn_lease = $3 offset 0) c`;

type MessageRow = RowOf<
  'messages',
  | 'id'
  | 'contact_id'
  | 'conversation_id'
  | 'channel_id'
  | 'position'
  | 'provider_id'
  | 'kind'
  | 'text'
  | 'content'
  | 'written_at'
  | 'late'
  | 'quotes'
>;
const readClaimed = prepared<MessageRow>(`
  select m.id, m.contact_id, m.conversation_id, m.channel_id, m.position, m.provider_id, m.kind, m.text, m.content, m.written_at, m.late, m.quotes
  from ${heldContacts}
  cross join lateral (select * from messages m where m.organization_id = $1 and m.contact_id = c.id and m.direction = 'in'
    and m.position > c.done order by m.position limit ${turnMessagesMax}) m
  order by m.contact_id, m.position`);

type ConversationRow = RowOf<'conversations', 'id' | 'contact_id' | 'channel_id' | 'handler' | 'opted_out_at' | 'routing'>;
const readConversations = prepared<ConversationRow>(`
  select v.id, v.contact_id, v.channel_id, v.handler, v.opted_out_at, v.routing
  from ${heldContacts}
  cross join lateral (select * from conversations v where v.organization_id = $1 and v.contact_id = c.id offset 0) v`);

/** Takes the leases of contacts whose work is due and reads that work. One round trip. What others hold is left out. */
export async function claimWork(
  database: Database,
  organizationId: string,
  claims: readonly Claim[],
  lease: { name: string; now: Date; until: Date },
): Promise<ClaimedWork[]> {
  const wanted = claims.map((one) => one.contact_id);
  const held = JSON.stringify(claims.filter((one) => one.held !== null));
  const { contacts, messages, conversations } = await database.script('claim turns', organizationId, {
    contacts: claimContacts(organizationId, wanted, held, lease.now, lease.name, lease.until),
    messages: readClaimed(organizationId, wanted, lease.name),
    conversations: readConversations(organizationId, wanted, lease.name),
  });
  return contacts.rows.flatMap((contact) => {
    const mine = messages.rows.filter((row) => row.contact_id === contact.id);
    const conversation = conversations.rows.find((row) => row.id === mine[0]?.conversation_id);
    return conversation ? [toWork(organizationId, lease.name, { contact, conversation, messages: mine })] : [];
  });
}

/** Takes the lease of a conversation's contact for a turn in which nobody wrote; null while messages wait or somebody else decides. */
export async function claimIdleWork(
  database: Database,
  { organizationId, conversationId }: { organizationId: string; conversationId: string },
  lease: { name: string; now: Date; until: Date },
): Promise<ClaimedWork | null> {
  const { claimed } = await database.script('claim own turn', organizationId, {
    claimed: claimIdle(organizationId, conversationId, lease.name, lease.until, lease.now),
  });
  const [row] = claimed.rows;
  if (!row) return null;
  return {
    organizationId,
    lease: lease.name,
    contact: { id: row.contact_id, name: row.name, language: row.language },
    failures: 0,
    conversation: {
      id: conversationId,
      channelId: row.channel_id,
      handler: row.handler as ClaimedWork['conversation']['handler'],
      optedOut: row.opted_out,
      routing: row.routing as ClaimedWork['conversation']['routing'],
    },
    messages: [],
    done: row.done,
  };
}

/** The rows that a claimed contact's work is made of. */
interface WorkRows {
  readonly contact: ContactRow;
  readonly conversation: ConversationRow;
  readonly messages: readonly MessageRow[];
}

function toWork(organizationId: string, lease: string, rows: WorkRows): ClaimedWork {
  const { contact, conversation } = rows;
  // A turn is one conversation's: the work of another channel, written in between, is the next turn's.
  const end = rows.messages.findIndex((row) => row.conversation_id !== conversation.id);
  const messages = end === -1 ? rows.messages : rows.messages.slice(0, end);
  return {
    organizationId,
    lease,
    contact: { id: contact.id, name: contact.name, language: contact.language },
    failures: contact.failures,
    followed: end !== -1 || rows.messages.length === turnMessagesMax,
    conversation: {
      id: conversation.id,
      channelId: conversation.channel_id,
      handler: conversation.handler as ClaimedWork['conversation']['handler'],
      optedOut: conversation.opted_out_at !== null,
      routing: conversation.routing,
    },
    messages: messages.map((row) => ({
      id: row.id,
      position: row.position,
      providerId: row.provider_id,
      kind: row.kind as ClaimedWork['messages'][number]['kind'],
      text: row.text,
      content: row.content,
      at: row.written_at as Date,
      late: row.late,
      quotes: row.quotes,
    })),
  };
}

/** Everything a turn decided, in the form the statements read. */
export interface Decision {
  readonly turn_id: string;
  readonly lease: string;
  readonly contact_id: string;
  readonly conversation_id: string;
  readonly first_position: number;
  readonly last_position: number;
  readonly outcome: string;
  readonly trace: unknown;
  readonly state: unknown;
  readonly sealed_evidence: string | null;
  readonly took_ms: number;
  readonly replies: readonly Reply[];
  /** Null: unchanged. */
  readonly language: string | null;
  readonly routing: unknown;
  readonly handler: 'assistant' | 'people' | null;
  /** Who answered the conversation when the turn read it: nothing is said for the assistant once people have taken over. */
  readonly handler_was: 'assistant' | 'people';
  readonly handler_reason: string | null;
  /** The id of the line that says so between the messages; null: people had it before, or have not got it. */
  readonly handed_over_as: string | null;
  readonly opted_out: boolean | null;
  /** What was queued before is not sent any more, whatever was said after. */
  readonly silenced: boolean;
  /** What is added to messages of the turn. */
  readonly contents: readonly { message_id: string; content: unknown }[];
  /** What the safety gate found in words that came after the messages. */
  readonly findings: readonly FindingRow[];
  readonly consents: readonly { id: string; given: boolean; message_id: string; word: string }[];
  /** Where runs of flows are now, and the way they went. */
  readonly runs: readonly KeptRun[];
  readonly steps: readonly (KeptStep & { readonly run_id: string })[];
  /** The stage it moves to, null: to none; undefined: it stays. */
  readonly stage: { readonly name: string | null } | undefined;
}

export interface Reply {
  readonly id: string;
  readonly n: number;
  readonly kind: string;
  readonly text: string | null;
  readonly content: unknown;
}

const key = ['lease', 'contact_id', 'conversation_id'] as const satisfies (keyof Decision)[];

const lockDecided = prepared(`
  select s.contact_id from (
    select d.contact_id, v.id, v.channel_id from ${decided('')}
    cross join lateral (select v.id, v.channel_id from conversations v where v.organization_id = $1 and v.id = d.conversation_id limit 1) v
    order by d.contact_id, v.channel_id offset 0
  ) s
  cross join lateral (select c.id from contacts c where c.organization_id = $1 and c.id = s.contact_id for update) c
  cross join lateral (select v.id from conversations v where v.organization_id = $1 and v.id = s.id for update) v`);

// The fence: only the lease that was read under may finish, and only while the same side answers as when it was read. The turn
// it refuses leaves no trace at all.
const finishWork = prepared<{ id: string; more: boolean; due_at: Date }>(`
  update contacts c set done = d.last_position, finished_lease = d.lease, turn_lease = null, turn_until = null, failures = 0,
    language = coalesce(d.language, c.language)
  from ${decided(', last_position bigint, language text, handler_was text')}
  where c.organization_id = $1 and c.id = any ($3::uuid[]) and c.id = d.contact_id and c.turn_lease = d.lease
    and (select v.handler from conversations v where v.organization_id = $1 and v.id = d.conversation_id limit 1) = d.handler_was
  returning c.id, c.work > c.done as more, c.due_at`);

const insertTurns = prepared(`
  insert into turns (organization_id, id, contact_id, conversation_id, first_position, last_position, outcome, trace, state,
    sealed_evidence, took_ms, created_at)
  select $1, d.turn_id, d.contact_id, d.conversation_id, d.first_position, d.last_position, d.outcome, d.trace, d.state,
    d.sealed_evidence, d.took_ms, $3
  from ${decided(`, turn_id uuid, first_position bigint, last_position bigint, outcome text, trace jsonb, state jsonb, sealed_evidence text, took_ms int`)}
  ${finished}`);

const insertReplies = prepared<RowOf<'messages', 'id' | 'position'>>(`
  insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, content, author,
    turn_id, status, created_at)
  select $1, r.id, v.id, v.contact_id, v.channel_id, 'out', v.queued + row_number() over (partition by v.id order by r.n), r.kind, r.text,
    r.content, 'assistant', d.turn_id, 'pending', $3
  from ${decided(', turn_id uuid, replies jsonb')} ${finished}
  cross join lateral (select * from conversations v where v.organization_id = $1 and v.id = d.conversation_id limit 1) v
  cross join lateral jsonb_to_recordset(d.replies) as r(id uuid, n int, kind text, text text, content jsonb)
  returning id, conversation_id, position`);

// What came while the turn was decided is not answered by it: should the next turn call people, somebody waits since then.
const firstUnread = `(select m.created_at from messages m where m.organization_id = $1 and m.contact_id = d.contact_id and m.direction = 'in'
      and m.position > d.last_position and m.conversation_id = v.id and ${asksForAnswer('m.kind')} order by m.position limit 1)`;
const takesLane = `d.replied > 0 and not ${laneWaits}`;
const updateConversations = prepared<ClaimedLaneRow & { leased: boolean | null }>(`
  with d as materialized (select d.* from ${decided(`, last_position bigint, replied int, routing jsonb, handler text, handler_reason text, opted_out boolean, silenced boolean`)} ${finished})
  update conversations v set ${appendToLane({ count: 'd.replied', now: '$3' })},
    routing = coalesce(d.routing, v.routing),
    handler = coalesce(d.handler, v.handler),
    waiting_since = case when d.replied > 0 and coalesce(d.handler, v.handler) = 'assistant' then ${firstUnread} else v.waiting_since end,
    handler_reason = case when d.handler is null then v.handler_reason else d.handler_reason end,
    opted_out_at = case d.opted_out when true then coalesce(v.opted_out_at, $3) when false then null else v.opted_out_at end,
    silenced_to = case when d.silenced then v.queued else v.silenced_to end,
    lane_lease = case when ${takesLane} then $5 else v.lane_lease end,
    lane_until = case when ${takesLane} then $6 else v.lane_until end
  from d
  where v.organization_id = $1 and v.id = any ($4::uuid[]) and v.id = d.conversation_id
  returning ${laneColumns}, v.lane_lease = $5 as leased`);

const insertConsents = prepared(`
  insert into consents (organization_id, id, contact_id, conversation_id, given, message_id, word, created_at)
  select $1, s.id, d.contact_id, d.conversation_id, s.given, s.message_id, s.word, $3
  from ${decided(', consents jsonb')} ${finished}
  cross join lateral jsonb_to_recordset(d.consents) as s(id uuid, given boolean, message_id uuid, word text)`);

const addContents = prepared(`
  update messages m set content = coalesce(m.content, '{}') || s.content
  from ${decided(', contents jsonb')} ${finished}
  cross join lateral jsonb_to_recordset(d.contents) as s(message_id uuid, content jsonb)
  where m.organization_id = $1 and m.id = s.message_id and m.contact_id = d.contact_id`);

const turnColumns = [
  'turn_id',
  'first_position',
  'last_position',
  'outcome',
  'trace',
  'state',
  'sealed_evidence',
  'took_ms',
] as const satisfies (keyof Decision)[];

export interface CommitAnswer {
  /** Contacts whose decision was committed, and whether they have more work. The others were refused by the fence. */
  readonly committed: ReadonlyMap<string, { more: boolean; dueAt: Date }>;
  /** Lanes this script took: their replies can be sent at once, in this order. */
  readonly lanes: ClaimedLane[];
  /** Conversations with replies whose lane another sender holds. */
  readonly queuedBehind: string[];
  /** Incidents that were opened or joined. */
  readonly raised: readonly RaisedIncident[];
}

/** Commits a batch of decisions with their replies, state and traces. One round trip; each turn whole or not at all. */
export async function commitDecisions(
  database: Database,
  organizationId: string,
  batch: readonly Decision[],
  lane: { lease: string; now: Date; until: Date },
): Promise<CommitAnswer> {
  const { now } = lane;
  const records = (...columns: (keyof Decision)[]) => recordsOf(batch, [...key, ...columns]);
  const contacts = batch.map((one) => one.contact_id);
  const conversations = batch.map((one) => one.conversation_id);
  const changes = recordsOf(
    batch.map((one) => ({ ...one, replied: one.replies.length })),
    [...key, 'last_position', 'replied', 'routing', 'handler', 'handler_reason', 'opted_out', 'silenced'],
  );
  const consented = batch.some((one) => one.consents.length > 0);
  const listened = batch.some((one) => one.contents.length > 0);
  const flowed = batch.some((one) => one.runs.length > 0);
  const silenced = batch.some((one) => one.silenced);
  const handed = batch.filter((one) => one.handed_over_as !== null);
  const staged = batch.filter((one) => one.stage !== undefined).map((one) => ({ ...one, stage: one.stage?.name ?? null }));
  const answers = await database.script('commit turns', organizationId, {
    locked: lockDecided(organizationId, records()),
    finished: finishWork(organizationId, records('last_position', 'language', 'handler_was'), contacts),
    turns: insertTurns(organizationId, records(...turnColumns), now),
    replies: insertReplies(organizationId, records('turn_id', 'replies'), now),
    conversations: updateConversations(organizationId, changes, now, conversations, lane.lease, lane.until),
    handed:
      handed.length > 0 ? tellHandOvers(organizationId, recordsOf(handed, [...key, 'handed_over_as', 'handler_reason']), now) : undefined,
    contents: listened ? addContents(organizationId, records('contents')) : undefined,
    consents: consented ? insertConsents(organizationId, records('consents'), now) : undefined,
    ...findingStatements(
      organizationId,
      batch.flatMap((one) => one.findings),
      now,
    ),
    ended: silenced ? endRuns(organizationId, records('turn_id', 'silenced'), now) : undefined,
    runs: flowed ? keepRuns(organizationId, records('turn_id', 'runs'), now) : undefined,
    steps: flowed ? addSteps(organizationId, records('turn_id', 'steps'), now) : undefined,
    stages: staged.length > 0 ? moveStages(organizationId, recordsOf(staged, [...key, 'stage'])) : undefined,
  });
  return {
    raised: answers.raised.rows,
    committed: new Map(answers.finished.rows.map((row) => [row.id, { more: row.more, dueAt: row.due_at }])),
    ...readLanes({ organizationId, batch, lease: lane.lease, now }, answers.conversations.rows, answers.replies.rows),
  };
}

interface Batch {
  readonly organizationId: string;
  readonly batch: readonly Decision[];
  readonly lease: string;
  readonly now: Date;
}

/** Which of the lanes that got replies are ours to send, with what is in them. */
function readLanes(
  { organizationId, batch, lease, now }: Batch,
  conversations: readonly (ClaimedLaneRow & { leased: boolean | null })[],
  inserted: readonly { id: string; position: number }[],
): Pick<CommitAnswer, 'lanes' | 'queuedBehind'> {
  const positions = new Map(inserted.map((row) => [row.id, row.position]));
  const replies = new Map(batch.map((one) => [one.conversation_id, one.replies]));
  const lanes: ClaimedLane[] = [];
  const queuedBehind: string[] = [];
  for (const row of conversations) {
    const rows = (replies.get(row.id) ?? []).map((reply) => toLaneRow(reply, positions.get(reply.id) ?? 0, now));
    if (rows.length === 0) continue;
    if (row.leased) lanes.push(toClaimedLane({ organizationId, lease }, row, rows));
    else queuedBehind.push(row.id);
  }
  return { lanes, queuedBehind };
}

function toLaneRow(reply: Reply, position: number, now: Date): LaneRow {
  return {
    id: reply.id,
    position,
    kind: reply.kind,
    text: reply.text,
    content: reply.content as LaneRow['content'],
    quotes: null,
    status: 'pending',
    attempts: 0,
    doubts: 0,
    createdAt: now,
    sendingAt: null,
  };
}

const postpone = prepared(`
  update contacts c set turn_lease = null, turn_until = null, failures = c.failures + 1, due_at = $4
  where c.organization_id = $1 and c.id = $2 and c.turn_lease = $3
  returning c.failures`);

/** Gives a failed turn's lease back and sets when it is tried again. */
export async function postponeWork(database: Database, work: ClaimedWork, due: Date): Promise<void> {
  await database.script('postpone turn', work.organizationId, {
    postponed: postpone(work.organizationId, work.contact.id, work.lease, due),
  });
}

const release = prepared(`
  update contacts set turn_lease = null, turn_until = null, due_at = $4 where organization_id = $1 and id = $2 and turn_lease = $3`);

/** Gives a lease back without a decision and without counting a failure: there is nothing to decide on until `due`. */
export async function releaseWork(database: Database, work: ClaimedWork, due: Date): Promise<void> {
  await database.script('release turn', work.organizationId, {
    released: release(work.organizationId, work.contact.id, work.lease, due),
  });
}

const rest = prepared<{ due_at: Date }>(`
  update contacts set turn_lease = null, turn_until = null, due_at = case when due_at > $4 then due_at else $5 end
  where organization_id = $1 and id = $2 and turn_lease = $3 returning due_at`);

/** As `releaseWork`, unless more came since: then that decides when it is looked at again. Returns when; null: the lease is another's. */
export async function restWork(
  database: Database,
  work: ClaimedWork,
  { since, until }: { since: Date; until: Date },
): Promise<Date | null> {
  const { rested } = await database.script('rest turn', work.organizationId, {
    rested: rest(work.organizationId, work.contact.id, work.lease, since, until),
  });
  return rested.rows[0]?.due_at ?? null;
}
