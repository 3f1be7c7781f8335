import type { ClaimedLane, LaneRow } from '#core/lane.ts';
import { appendToLane, type ClaimedLaneRow, laneColumns, laneWaits, toClaimedLane } from '#core/lane-store.ts';
import { asksForAnswer } from '#core/work-store.ts';
import type { Database } from '#platform/db/database.ts';
import { recordsOf } from '#platform/db/records.ts';
import { prepared } from '#platform/db/sql.ts';
import type { RaisedIncident } from '#safety/index.ts';
import { decided } from './effects/decided-store.ts';
import type { Keepers } from './effects/effect.ts';
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

// The head of a free lane that is sent at once is stamped here, as the outbox would before its request (see Stamp in outbox/lane-store.ts).
const stamped = `(d.at_once and r.n = 0 and not (${laneWaits}))`;
const takesLane = `d.replied > 0 and not ${laneWaits}`;

// What came while the turn was decided is not answered by it: should the next turn call people, somebody waits since then.
const firstUnread = `(select m.created_at from messages m where m.organization_id = $1 and m.contact_id = d.contact_id and m.direction = 'in'
      and m.position > d.last_position and m.conversation_id = v.id and ${asksForAnswer('m.kind')} order by m.position limit 1)`;

/** A turn that was committed, once for each of its replies and once when it has none. */
type CommittedRow = ClaimedLaneRow & {
  readonly turn_id: string;
  readonly more: boolean;
  readonly due_at: Date;
  readonly leased: boolean | null;
  readonly reply_id: string | null;
  readonly position: number;
  readonly status: string;
};

// One statement, for a batch is then read and joined once. Its parts see the tables as they were before it, with every row locked by the
// statement before.
// The fence is `finished`: only the lease that was read under may finish, and only while the same side answers as when it was read. The turn
// it refuses is not in `d`, and leaves no trace at all.
const commitTurns = prepared<CommittedRow>(`
  with given as materialized (
    select * from ${decided(`, turn_id uuid, first_position bigint, last_position bigint, outcome text, trace jsonb, state jsonb, sealed_evidence text,
      took_ms int, replies jsonb, replied int, at_once boolean, language text, routing jsonb, handler text, handler_was text, handler_reason text,
      opted_out boolean, silenced boolean`)}
  ), finished as (
    update contacts c set done = g.last_position, finished_lease = g.lease, turn_lease = null, turn_until = null, failures = 0,
      language = coalesce(g.language, c.language)
    from given g
    where c.organization_id = $1 and c.id = any ($3::uuid[]) and c.id = g.contact_id and c.turn_lease = g.lease
      and (select v.handler from conversations v where v.organization_id = $1 and v.id = g.conversation_id limit 1) = g.handler_was
    returning g.turn_id, c.work > c.done as more, c.due_at
  ), d as materialized (
    select g.*, f.more, f.due_at from finished f join given g on g.turn_id = f.turn_id
  ), kept as (
    insert into turns (organization_id, id, contact_id, conversation_id, first_position, last_position, outcome, trace, state,
      sealed_evidence, took_ms, created_at)
    select $1, d.turn_id, d.contact_id, d.conversation_id, d.first_position, d.last_position, d.outcome, d.trace, d.state,
      d.sealed_evidence, d.took_ms, $5
    from d
  ), said as (
    insert into messages (organization_id, id, conversation_id, contact_id, channel_id, direction, position, kind, text, content, author,
      turn_id, status, sending_at, attempts, created_at)
    select $1, r.id, v.id, v.contact_id, v.channel_id, 'out', v.queued + row_number() over (partition by v.id order by r.n), r.kind, r.text,
      r.content, 'assistant', d.turn_id, case when ${stamped} then 'sending' else 'pending' end, case when ${stamped} then $5::timestamptz end,
      ${stamped}::int, $5
    from d
    cross join lateral (select * from conversations v where v.organization_id = $1 and v.id = d.conversation_id limit 1) v
    cross join lateral jsonb_to_recordset(d.replies) as r(id uuid, n int, kind text, text text, content jsonb)
    returning id, turn_id, position, status
  ), moved as (
    update conversations v set ${appendToLane({ count: 'd.replied', now: '$5' })},
      routing = coalesce(d.routing, v.routing),
      handler = coalesce(d.handler, v.handler),
      waiting_since = case when d.replied > 0 and coalesce(d.handler, v.handler) = 'assistant' then ${firstUnread} else v.waiting_since end,
      handler_reason = case when d.handler is null then v.handler_reason else d.handler_reason end,
      opted_out_at = case d.opted_out when true then coalesce(v.opted_out_at, $5) when false then null else v.opted_out_at end,
      silenced_to = case when d.silenced then v.queued else v.silenced_to end,
      lane_lease = case when ${takesLane} then $6 else v.lane_lease end,
      lane_until = case when ${takesLane} then $7 else v.lane_until end
    from d
    where v.organization_id = $1 and v.id = any ($4::uuid[]) and v.id = d.conversation_id
    returning ${laneColumns}, v.lane_lease = $6 as leased
  )
  select d.turn_id, d.more, d.due_at, v.*, said.id as reply_id, said.position, said.status
  from d join moved v on v.id = d.conversation_id left join said on said.turn_id = d.turn_id`);

const turnColumns = [
  'turn_id',
  'lease',
  'contact_id',
  'conversation_id',
  'first_position',
  'last_position',
  'outcome',
  'trace',
  'state',
  'sealed_evidence',
  'took_ms',
  'replies',
  'at_once',
  'language',
  'routing',
  'handler',
  'handler_was',
  'handler_reason',
  'opted_out',
  'silenced',
] as const satisfies (keyof Decision)[];

export interface CommitAnswer {
  /** Turns that were committed, and whether their contact has more work. The others were refused by the fence. */
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
  { keepers, ...lane }: { lease: string; now: Date; until: Date; keepers: Keepers },
): Promise<CommitAnswer> {
  const { now } = lane;
  const contacts = batch.map((one) => one.contact_id);
  const conversations = batch.map((one) => one.conversation_id);
  const turns = recordsOf(
    batch.map((one) => ({ ...one, replied: one.replies.length })),
    [...turnColumns, 'replied'],
  );
  const { committed, ...answers } = await database.script('commit turns', organizationId, {
    locked: lockDecided(organizationId, recordsOf(batch, key)),
    committed: commitTurns(organizationId, turns, contacts, conversations, now, lane.lease, lane.until),
    ...writeEffects(organizationId, batch, now, keepers),
  });
  return {
    raised: answers.raised?.rows ?? [],
    committed: new Map(committed.rows.map((row) => [row.turn_id, { more: row.more, dueAt: row.due_at }])),
    ...readLanes({ organizationId, batch, lease: lane.lease, now }, committed.rows),
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
  committed: readonly CommittedRow[],
): Pick<CommitAnswer, 'lanes' | 'queuedBehind'> {
  const queued = new Map(committed.map((row) => [row.reply_id, row]));
  const turns = new Map(committed.map((row) => [row.turn_id, row]));
  const lanes: ClaimedLane[] = [];
  const queuedBehind: string[] = [];
  for (const { turn_id, replies } of batch) {
    const lane = turns.get(turn_id);
    if (!lane || replies.length === 0) continue;
    if (lane.leased) {
      const rows = replies.map((reply) => toLaneRow(reply, queued.get(reply.id) as CommittedRow, now));
      lanes.push(toClaimedLane({ organizationId, lease }, lane, rows));
    } else queuedBehind.push(lane.id);
  }
  return { lanes, queuedBehind };
}

function toLaneRow(reply: Reply, { position, status }: Pick<CommittedRow, 'position' | 'status'>, now: Date): LaneRow {
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
