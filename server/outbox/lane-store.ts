import type { ReceivedStatus } from '#channels/channel.ts';
import type { SendTrouble } from '#contract/messages.ts';
import type { ClaimedLane, LaneRow } from '#core/lane.ts';
import { type ClaimedLaneRow, laneColumns, laneOrder, laneWaits, toClaimedLane } from '#core/lane-store.ts';
import type { Database, RowOf } from '#platform/db/database.ts';
import { recordsOf } from '#platform/db/records.ts';
import { prepared } from '#platform/db/sql.ts';
import { rankSql } from './status-order.ts';

/** How many messages of one conversation are taken at once. */
const laneRowsMax = 20;

const claimConversations = prepared<ClaimedLaneRow>(`
  with due as (
    select v.id from conversations v
    where v.organization_id = $1 and v.id = any ($2::uuid[]) and ${laneWaits} and v.lane_due_at <= $3
      and (v.lane_until is null or v.lane_until <= $3)
    order by ${laneOrder} for update of v
  )
  update conversations v set lane_lease = $4, lane_until = $5
  where v.organization_id = $1 and v.id = any (array(select id from due))
  returning ${laneColumns}`);

const rowColumns = [
  'id',
  'conversation_id',
  'position',
  'kind',
  'text',
  'content',
  'quotes',
  'status',
  'attempts',
  'doubts',
  'created_at',
  'sending_at',
] as const;
type QueuedRow = RowOf<'messages', (typeof rowColumns)[number]>;

const readLanes = prepared<QueuedRow>(`
  select ${rowColumns.map((name) => `m.${name}`).join(', ')}
  from (select v.id, v.settled from conversations v
    where v.organization_id = $1 and v.id = any ($2::uuid[]) and v.lane_lease = $3 offset 0) v
  cross join lateral (select * from messages m where m.organization_id = $1 and m.conversation_id = v.id and m.direction = 'out'
    and m.position > v.settled order by m.position limit ${laneRowsMax}) m
  order by m.conversation_id, m.position`);

/** Takes the lanes of conversations that have something due and reads it. One round trip. What others hold is left out. */
export async function claimLanes(
  database: Database,
  organizationId: string,
  conversationIds: readonly string[],
  lease: { name: string; now: Date; until: Date },
): Promise<ClaimedLane[]> {
  const { lanes, queued } = await database.script('claim lanes', organizationId, {
    lanes: claimConversations(organizationId, conversationIds, lease.now, lease.name, lease.until),
    queued: readLanes(organizationId, conversationIds, lease.name),
  });
  const rows = Map.groupBy(queued.rows, (row) => row.conversation_id);
  return lanes.rows.map((lane) => toClaimedLane({ organizationId, lease: lease.name }, lane, (rows.get(lane.id) ?? []).map(toLaneRow)));
}

function toLaneRow(row: QueuedRow): LaneRow {
  const { id, position, kind, text, content, quotes, status, attempts, doubts } = row;
  return {
    id,
    position,
    kind,
    text,
    content,
    quotes,
    status,
    attempts,
    doubts,
    createdAt: row.created_at,
    sendingAt: row.sending_at,
    stamped: false,
  };
}

/** "I am about to send this": written for one row, right before its request. */
export interface Stamp {
  readonly message_id: string;
  readonly conversation_id: string;
  readonly lease: string;
  /** The lane has been held for a while: its lease begins anew. */
  readonly extend: boolean;
}

const lockLanes = prepared(`
  select v.id from conversations v where v.organization_id = $1 and v.id = any ($2::uuid[])
  order by ${laneOrder} for update`);

const extendLanes = prepared(`
  update conversations v set lane_until = $3
  from jsonb_to_recordset($2::jsonb) as i(conversation_id uuid, lease text)
  where v.organization_id = $1 and v.id = any ($4::uuid[]) and v.id = i.conversation_id and v.lane_lease = i.lease`);

// Only the holder of the lane stamps, and nothing that was said before the contact asked for silence.
const stamp = prepared<RowOf<'messages', 'id'> & { readonly lease: string }>(`
  update messages m set status = 'sending', sending_at = $3, attempts = m.attempts + 1, trouble = null
  from (
    select i.message_id, i.lease, v.silenced_to from jsonb_to_recordset($2::jsonb) as i(message_id uuid, conversation_id uuid, lease text)
    cross join lateral (select v.silenced_to from conversations v
      where v.organization_id = $1 and v.id = i.conversation_id and v.lane_lease = i.lease limit 1) v
  ) s
  where m.organization_id = $1 and m.id = any ($4::uuid[]) and m.id = s.message_id and m.status in ('pending', 'uncertain', 'sending')
    and (s.silenced_to is null or m.position > s.silenced_to)
  returning m.id, s.lease`);

/**
 * Says of each whether it may be sent now. One that may not was settled by a status, or its lane taken over: also by another
 * sender of this process, whose stamp stands in the same batch.
 */
export async function stampSending(
  database: Database,
  organizationId: string,
  stamps: readonly Stamp[],
  times: { now: Date; until: Date },
): Promise<boolean[]> {
  const extended = stamps.filter((one) => one.extend);
  const lanes = (of: readonly Stamp[]) => of.map((one) => one.conversation_id);
  const messages = stamps.map((one) => one.message_id);
  const { stamped } = await database.script('stamp sending', organizationId, {
    locked: lockLanes(organizationId, lanes(stamps)),
    extended:
      extended.length > 0
        ? extendLanes(organizationId, recordsOf(extended, ['conversation_id', 'lease']), times.until, lanes(extended))
        : undefined,
    stamped: stamp(organizationId, recordsOf(stamps, ['message_id', 'conversation_id', 'lease']), times.now, messages),
  });
  const leases = new Map(stamped.rows.map((row) => [row.id, row.lease]));
  return stamps.map((one) => leases.get(one.message_id) === one.lease);
}

/** What became of a row, and of the lane it is in. */
export interface Mark {
  readonly message_id: string;
  readonly conversation_id: string;
  /** Whose conversation it is; for whoever is told. */
  readonly contact_id: string;
  readonly lease: string;
  readonly status: 'pending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent';
  readonly provider_id: string | null;
  readonly trouble: SendTrouble | null;
  /** The row needs no more sending: the lane moves past this position. */
  readonly settled: number | null;
  /** When the lane may go on; null: at once. */
  readonly due_at: Date | null;
  /** Give the lane back: nothing more is in hand. */
  readonly release: boolean;
}

// A status may have come before our own mark: then it stays, and only what it did not know is added.
// Only the holder of the lane says that a row goes back to waiting; that it was sent is a fact, whoever says it.
const markAndMove = prepared<
  RowOf<'conversations', 'id'> & { readonly lease: string; readonly more: boolean; readonly lane_due_at: Date }
>(`
  with i as materialized (
    select * from jsonb_to_recordset($2::jsonb) as i(message_id uuid, conversation_id uuid, lease text, status text, provider_id text, trouble jsonb,
      settled bigint, due_at timestamptz, release boolean)
  ), marked as (
    update messages m set
      provider_id = coalesce(m.provider_id, i.provider_id),
      duplicates = m.duplicates + (m.provider_id is not null and i.provider_id is not null and m.provider_id <> i.provider_id)::int,
      status = case when i.status = 'pending' and m.status = 'sending' then 'pending'
        when ${rankSql('i.status')} > ${rankSql('m.status')} then i.status else m.status end,
      trouble = case when ${rankSql('i.status')} >= ${rankSql('m.status')} or (i.status = 'pending' and m.status = 'sending') then i.trouble else m.trouble end,
      doubts = m.doubts + (i.status = 'uncertain' and m.status = 'sending')::int,
      sending_at = case when i.status = 'uncertain' and m.status = 'sending' then $3 else m.sending_at end,
      sent_at = case when i.status = 'sent' then coalesce(m.sent_at, $3) else m.sent_at end
    from i
    where m.organization_id = $1 and m.id = any ($4::uuid[]) and m.id = i.message_id and (i.status = 'sent'
      or (select v.lane_lease from conversations v where v.organization_id = $1 and v.id = i.conversation_id limit 1) = i.lease)
  )
  update conversations v set
    settled = greatest(v.settled, coalesce(i.settled, v.settled)),
    lane_due_at = coalesce(i.due_at, $3),
    lane_lease = case when i.release then null else v.lane_lease end,
    lane_until = case when i.release then null else v.lane_until end
  from i
  where v.organization_id = $1 and v.id = any ($5::uuid[]) and v.id = i.conversation_id and v.lane_lease = i.lease
  returning v.id, i.lease, v.queued > greatest(v.settled, coalesce(i.settled, v.settled)) as more, v.lane_due_at`);

const markColumns = [
  'message_id',
  'conversation_id',
  'lease',
  'status',
  'provider_id',
  'trouble',
  'settled',
  'due_at',
  'release',
] as const satisfies (keyof Mark)[];

/** Writes what became of a batch of rows. Says of each whether more waits in its lane, and when; null: the lane is another's. */
export async function markRows(
  database: Database,
  organizationId: string,
  batch: readonly Mark[],
  now: Date,
): Promise<({ more: boolean; dueAt: Date } | null)[]> {
  const conversations = batch.map((one) => one.conversation_id);
  const messages = batch.map((one) => one.message_id);
  const { moved } = await database.script('mark rows', organizationId, {
    locked: lockLanes(organizationId, conversations),
    moved: markAndMove(organizationId, recordsOf(batch, markColumns), now, messages, conversations),
  });
  const lanes = new Map(moved.rows.map((row) => [`${row.id} ${row.lease}`, { more: row.more, dueAt: row.lane_due_at }]));
  return batch.map((one) => lanes.get(`${one.conversation_id} ${one.lease}`) ?? null);
}

const statusItems = `jsonb_to_recordset($2::jsonb) as i(message_id uuid, provider_id text, status text, at timestamptz, trouble jsonb,
  delivered_at timestamptz, read_at timestamptz)`;

type MatchedMessage = RowOf<'messages', 'id' | 'conversation_id' | 'contact_id'>;

// A status names our message when the provider gives our id back, else only its own. Rows are locked in one order. A failure
// of a message that waits to be sent is old news of an earlier try.
const applyStatuses = prepared<MatchedMessage>(`
  with named as materialized (
    select i.*, coalesce(
      (select m.id from messages m where m.organization_id = $1 and m.id = i.message_id and m.channel_id = $3 and m.direction = 'out' limit 1),
      (select m.id from messages m where m.organization_id = $1 and m.channel_id = $3 and m.provider_id = i.provider_id
        and m.direction = 'out' limit 1)) as id
    from ${statusItems}
  ), held as materialized (
    select m.id, m.status as was from messages m where m.organization_id = $1 and m.id = any (array(select id from named)) order by m.id for update
  )
  update messages m set
    -- An id that another message has already is the provider's slip, and no reason to refuse the rest.
    provider_id = coalesce(m.provider_id, case when (select o.id from messages o
      where o.organization_id = $1 and o.channel_id = $3 and o.provider_id = n.provider_id limit 1) is null then n.provider_id end),
    duplicates = greatest(m.duplicates, (select count(distinct o.provider_id) from named o
      where o.id = m.id and o.provider_id <> coalesce(m.provider_id, n.provider_id))),
    status = case when ${rankSql('n.status')} > ${rankSql('m.status')} then n.status else m.status end,
    trouble = case when ${rankSql('n.status')} > ${rankSql('m.status')} then n.trouble else m.trouble end,
    sent_at = coalesce(m.sent_at, n.at),
    delivered_at = coalesce(m.delivered_at, n.delivered_at),
    read_at = coalesce(m.read_at, n.read_at)
  from (select distinct on (named.id) named.* from named join held on held.id = named.id
    where not (held.was = 'pending' and named.status in ('failed', 'needs_template'))
    order by named.id, ${rankSql('named.status')} desc) n
  where m.organization_id = $1 and m.id = any (array(select id from held)) and m.id = n.id
  returning m.id, m.conversation_id, m.contact_id`);

const lanesOfMessages = `array(
  select m.conversation_id from messages m where m.organization_id = $1 and m.id = any ($2::uuid[]) and m.direction = 'out')`;

// Before any message is touched, as everywhere: a lane first, then what is in it.
const lockIdleLanes = prepared(`
  select v.id from conversations v
  where v.organization_id = $1 and v.id = any (${lanesOfMessages}) and ${laneWaits} and v.lane_lease is null
  order by ${laneOrder} for update`);

// An uncertain head of a lane that a status has settled need not wait for its time.
const wakeSettled = prepared<RowOf<'conversations', 'id'>>(`
  update conversations v set lane_due_at = $3
  where v.organization_id = $1 and v.id = any (${lanesOfMessages}) and ${laneWaits} and v.lane_lease is null
    and (select m.status from messages m where m.organization_id = $1 and m.conversation_id = v.id and m.direction = 'out'
      and m.position = v.settled + 1 limit 1) <> 'pending'
  returning v.id`);

export interface StatusItem {
  readonly message_id: string | null;
  readonly provider_id: string;
  readonly status: ReceivedStatus['status'] | 'needs_template';
  readonly at: Date;
  readonly trouble: SendTrouble | null;
  readonly delivered_at: Date | null;
  readonly read_at: Date | null;
}

/** Applies a channel's statuses. Returns which of our messages they spoke of, and the conversations that can go on. */
export async function settleStatuses(
  database: Database,
  where: { organizationId: string; channelId: string },
  items: readonly StatusItem[],
  now: Date,
): Promise<{ matched: readonly MatchedMessage[]; awake: string[] }> {
  const json = JSON.stringify(items);
  const named = items.flatMap((item) => item.message_id ?? []);
  const { matched, awake } = await database.script('settle statuses', where.organizationId, {
    locked: named.length > 0 ? lockIdleLanes(where.organizationId, named) : undefined,
    matched: applyStatuses(where.organizationId, json, where.channelId),
    awake: named.length > 0 ? wakeSettled(where.organizationId, named, now) : undefined,
  });
  return { matched: matched.rows, awake: awake.rows.map((row) => row.id) };
}

const dueNow = prepared(`
  with waiting as (
    select v.id from conversations v
    where v.organization_id = $1 and v.channel_id = $2 and ${laneWaits} and v.lane_lease is null and v.lane_due_at > $3
    order by ${laneOrder} for update
  )
  update conversations v set lane_due_at = $3 where v.organization_id = $1 and v.id = any (array(select id from waiting))`);

/** Everything that waits in a channel's lanes is due now; the sweep takes it from there. */
export async function makeChannelDue(
  database: Database,
  { organizationId, channelId }: { organizationId: string; channelId: string },
  now: Date,
): Promise<void> {
  await database.script('resume channel', organizationId, { due: dueNow(organizationId, channelId, now) });
}
