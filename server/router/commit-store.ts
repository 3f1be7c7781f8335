import type { ClaimedLane, LaneRow } from '#core/lane.ts';
import { appendToLane, type ClaimedLaneRow, laneColumns, laneWaits, toClaimedLane } from '#core/lane-store.ts';
import { asksForAnswer } from '#core/work-store.ts';
import type { Database, RowOf } from '#platform/db/database.ts';
import { recordsOf } from '#platform/db/records.ts';
import { prepared } from '#platform/db/sql.ts';
import type { RaisedIncident } from '#safety/index.ts';
import { decided, finished } from './effects/decided-store.ts';
import { type EffectRows, writeEffects } from './effects/index.ts';

/**
 * Commits what turns decided. What stands in every turn (its trace, replies, and where the conversation is now) is written here;
 * what only some have, by effects/.
 */

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
  /** The first reply is handed to the provider right after the commit, if its lane is free. */
  readonly at_once: boolean;
  /** Null: unchanged. */
  readonly language: string | null;
  readonly routing: unknown;
  readonly handler: 'assistant' | 'people' | null;
  /** Who answered the conversation when the turn read it: nothing is said for the assistant once people have taken over. */
  readonly handler_was: 'assistant' | 'people';
  readonly handler_reason: string | null;
  readonly opted_out: boolean | null;
  /** What was queued before is not sent any more, whatever was said after. */
  readonly silenced: boolean;
  /** What its other effects write. */
  readonly rows: EffectRows;
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

// The head of a free lane that is sent at once is stamped here, as the outbox would before its request (see Stamp in outbox/lane-store.ts).
const stamped = `(d.at_once and r.n = 0 and not (${laneWaits}))`;
const insertReplies = prepared<RowOf<'messages', 'id' | 'position' | 'status'>>(`
  insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, content, author,
    turn_id, status, sending_at, attempts, created_at)
  select $1, r.id, v.id, v.contact_id, v.channel_id, 'out', v.queued + row_number() over (partition by v.id order by r.n), r.kind, r.text,
    r.content, 'assistant', d.turn_id, case when ${stamped} then 'sending' else 'pending' end, case when ${stamped} then $3::timestamptz end,
    ${stamped}::int, $3
  from ${decided(', turn_id uuid, replies jsonb, at_once boolean')} ${finished}
  cross join lateral (select * from conversations v where v.organization_id = $1 and v.id = d.conversation_id limit 1) v
  cross join lateral jsonb_to_recordset(d.replies) as r(id uuid, n int, kind text, text text, content jsonb)
  returning id, position, status`);

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
  const answers = await database.script('commit turns', organizationId, {
    locked: lockDecided(organizationId, records()),
    finished: finishWork(organizationId, records('last_position', 'language', 'handler_was'), contacts),
    turns: insertTurns(organizationId, records(...turnColumns), now),
    replies: insertReplies(organizationId, records('turn_id', 'replies', 'at_once'), now),
    conversations: updateConversations(organizationId, changes, now, conversations, lane.lease, lane.until),
    ...writeEffects(organizationId, batch, now),
  });
  return {
    raised: answers.raised?.rows ?? [],
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
  inserted: readonly Queued[],
): Pick<CommitAnswer, 'lanes' | 'queuedBehind'> {
  const queued = new Map(inserted.map((row) => [row.id, row]));
  const replies = new Map(batch.map((one) => [one.conversation_id, one.replies]));
  const lanes: ClaimedLane[] = [];
  const queuedBehind: string[] = [];
  for (const row of conversations) {
    const rows = (replies.get(row.id) ?? []).map((reply) => toLaneRow(reply, queued.get(reply.id) as Queued, now));
    if (rows.length === 0) continue;
    if (row.leased) lanes.push(toClaimedLane({ organizationId, lease }, row, rows));
    else queuedBehind.push(row.id);
  }
  return { lanes, queuedBehind };
}

type Queued = RowOf<'messages', 'id' | 'position' | 'status'>;

function toLaneRow(reply: Reply, { position, status }: Queued, now: Date): LaneRow {
  return {
    id: reply.id,
    position,
    kind: reply.kind,
    text: reply.text,
    content: reply.content as LaneRow['content'],
    quotes: null,
    status,
    attempts: 0,
    doubts: 0,
    createdAt: now,
    sendingAt: null,
    stamped: status === 'sending',
  };
}
