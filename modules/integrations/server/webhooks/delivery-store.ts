import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

/** Handing events out and delivering them, as fixed statements: a script each. */

const lockActive = prepared(`
  select s.id from webhook_subscriptions s where s.organization_id = $1 and s.state = 'active' order by s.id for update`);

// Only the first of a stream is due; the others follow when the one before them is settled. A sender that was dropped again in the
// very commit that introduced it (two processes met a stranger at once) is nobody.
const handOut = prepared<RowOf<'webhook_deliveries', 'subscription_id'>>(`
  with fresh as materialized (
    select e.id, e.type, e.stream_id, e.position from webhook_events e
    where e.organization_id = $1 and not e.handed_out order by e.position limit $3 for update skip locked
  ), marked as (
    update webhook_events e set handed_out = true where e.organization_id = $1 and e.id = any (array(select f.id from fresh f))
  )
  insert into webhook_deliveries (organization_id, id, subscription_id, event_id, stream_id, position, state, due_at, retry_until, created_at)
  select $1, gen_random_uuid(), s.id, f.id, f.stream_id, f.position, 'waiting',
    case when row_number() over (partition by s.id, f.stream_id order by f.position) = 1 and not exists (
      select from webhook_deliveries w where w.organization_id = $1 and w.subscription_id = s.id and w.stream_id = f.stream_id
        and w.state = 'waiting') then $2::timestamptz end,
    $4::timestamptz, $2::timestamptz
  from fresh f join webhook_subscriptions s on s.organization_id = $1 and s.state = 'active' and f.type = any (s.events)
  where f.type <> 'contact.created' or exists (select from contacts c where c.organization_id = $1 and c.id = f.stream_id)
  on conflict (organization_id, event_id, subscription_id) do nothing
  returning subscription_id`);

/** Makes deliveries of new events for whoever asked for them. Returns the subscriptions that have work now. */
export async function handOutEvents(
  database: Database,
  organizationId: string,
  { now, retryUntil, most }: { now: Date; retryUntil: Date; most: number },
): Promise<string[]> {
  // Whoever settles a delivery locks its subscription as well, so that nobody misses the other's row.
  const { made } = await database.script('hand out events', organizationId, {
    locked: lockActive(organizationId),
    made: handOut(organizationId, now, most, retryUntil),
  });
  return [...new Set(made.rows.map((row) => row.subscription_id))];
}

const claim = prepared<RowOf<'webhook_subscriptions', 'url' | 'sealed_secrets'> & RowOf<'organizations', 'sealed_key'>>(`
  update webhook_subscriptions s set work_lease = $3, work_until = $4 from organizations o
  where s.organization_id = $1 and s.id = $2 and o.id = $1 and s.state = 'active'
    and (s.work_until is null or s.work_until <= $5 or s.work_lease = $3)
  returning s.url, s.sealed_secrets, o.sealed_key`);

const readDue = prepared<
  RowOf<'webhook_deliveries', 'id' | 'event_id' | 'stream_id' | 'attempts' | 'retry_until'> &
    RowOf<'webhook_events', 'type' | 'data' | 'occurred_at'> & { identities: RowOf<'identities', 'channel_type' | 'address'>[] | null }
>(`
  select d.id, d.event_id, d.stream_id, d.attempts, d.retry_until, e.type, e.data, e.occurred_at,
    case when e.type in ('contact.created', 'contact.changed') then (
      select jsonb_agg(jsonb_build_object('channel_type', i.channel_type, 'address', i.address) order by i.created_at, i.address)
      from identities i where i.organization_id = $1 and i.contact_id = e.stream_id) end as identities
  from (select d.* from webhook_deliveries d
    where d.organization_id = $1 and d.subscription_id = $2 and d.state = 'waiting' and d.due_at <= $4
      and (select s.work_lease from webhook_subscriptions s where s.organization_id = $1 and s.id = $2) = $3
    order by d.due_at, d.position limit $5) d
  join webhook_events e on e.organization_id = $1 and e.id = d.event_id`);

export type DueDelivery = Awaited<ReturnType<typeof claimDeliveries>> extends { due: readonly (infer D)[] } | null ? D : never;

export interface Claim {
  readonly organizationId: string;
  readonly subscriptionId: string;
  readonly lease: string;
}

/** Takes, or keeps, the subscription and reads what is due for it; null: another process has it, or it is not active. */
export async function claimDeliveries(
  database: Database,
  { organizationId, subscriptionId, lease }: Claim,
  { now, until, most }: { now: Date; until: Date; most: number },
) {
  const { claimed, due } = await database.script('claim webhook deliveries', organizationId, {
    claimed: claim(organizationId, subscriptionId, lease, until, now),
    due: readDue(organizationId, subscriptionId, lease, now, most),
  });
  const [row] = claimed.rows;
  return row ? { url: row.url, sealedSecrets: row.sealed_secrets, sealedKey: row.sealed_key, due: due.rows } : null;
}

const lockHeld = prepared(`
  select s.id from webhook_subscriptions s where s.organization_id = $1 and s.id = $2 for update`);
const held = '(select s.work_lease from webhook_subscriptions s where s.organization_id = $1 and s.id = $2) = $3';
const settle = prepared(`
  update webhook_deliveries d set state = $5, attempts = d.attempts + 1, due_at = $6, tried_at = $7, code = $8, took_ms = $9, answer = $10,
    problem = $11
  where d.organization_id = $1 and d.id = $4 and d.subscription_id = $2 and d.state = 'waiting' and ${held}`);
const freeNext = prepared(`
  update webhook_deliveries d set due_at = $5
  where d.organization_id = $1 and d.due_at is null and d.state = 'waiting' and d.id = (
    select w.id from webhook_deliveries w where w.organization_id = $1 and w.subscription_id = $2 and w.stream_id = $4 and w.state = 'waiting'
    order by w.position limit 1) and ${held}`);
const markTaken = prepared(`
  update webhook_subscriptions s set failing_since = null where s.organization_id = $1 and s.id = $2 and s.failing_since is not null`);
const markFailing = prepared<RowOf<'webhook_subscriptions', 'failing_since'>>(`
  update webhook_subscriptions s set failing_since = coalesce(s.failing_since, $3::timestamptz) where s.organization_id = $1 and s.id = $2
  returning s.failing_since`);

export interface Settlement {
  readonly id: string;
  readonly streamId: string;
  readonly state: 'waiting' | 'delivered' | 'failed';
  readonly dueAt: Date | null;
  readonly code: number | null;
  readonly tookMs: number;
  readonly answer: string | null;
  readonly problem: string | null;
}

/** Writes what came of one attempt. Returns since when nothing has been taken; null: this was. */
export async function settleDelivery(database: Database, { organizationId, subscriptionId, lease }: Claim, one: Settlement, now: Date) {
  const { failing } = await database.script('settle webhook delivery', organizationId, {
    locked: lockHeld(organizationId, subscriptionId),
    settled: settle(
      organizationId,
      subscriptionId,
      lease,
      one.id,
      one.state,
      one.dueAt,
      now,
      one.code,
      one.tookMs,
      one.answer,
      one.problem,
    ),
    next: one.state === 'waiting' ? undefined : freeNext(organizationId, subscriptionId, lease, one.streamId, now),
    taken: one.state === 'delivered' ? markTaken(organizationId, subscriptionId) : undefined,
    failing: one.state === 'delivered' ? undefined : markFailing(organizationId, subscriptionId, now),
  });
  return failing.rows[0]?.failing_since ?? null;
}

const release = prepared(`
  update webhook_subscriptions s set work_lease = null, work_until = null where s.organization_id = $1 and s.id = $2 and s.work_lease = $3`);

export async function releaseSubscription(database: Database, { organizationId, subscriptionId, lease }: Claim): Promise<void> {
  await database.script('release webhook subscription', organizationId, { released: release(organizationId, subscriptionId, lease) });
}

/** Stops a subscription with the reason; what waits for it stays. Returns whether it was active until now. */
export async function disableSubscription(db: Db, id: string, { trouble, now }: { trouble: string; now: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_subscriptions')
    .set({ state: 'disabled', trouble, changed_at: now })
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const again = prepared(`
  with chosen as materialized (
    select d.id, row_number() over (partition by d.stream_id order by d.position) as n, exists (
      select from webhook_deliveries w where w.organization_id = $1 and w.subscription_id = $2 and w.stream_id = d.stream_id
        and w.state = 'waiting') as behind
    from webhook_deliveries d where d.organization_id = $1 and d.subscription_id = $2 and d.id = any ($3::uuid[]) and d.state <> 'waiting'
  )
  update webhook_deliveries d set state = 'waiting', attempts = 0, retry_until = $5, due_at = case when c.n = 1 and not c.behind then $4::timestamptz end
  from chosen c where d.organization_id = $1 and d.id = any ($3::uuid[]) and d.id = c.id`);

/** Makes settled deliveries wait once more, in order with each other and behind what waits. Returns how many. */
export async function deliverAgain(
  database: Database,
  { organizationId, subscriptionId }: Pick<Claim, 'organizationId' | 'subscriptionId'>,
  { ids, now, retryUntil }: { ids: readonly string[]; now: Date; retryUntil: Date },
): Promise<number> {
  const { replayed } = await database.script('deliver webhooks again', organizationId, {
    locked: lockHeld(organizationId, subscriptionId),
    replayed: again(organizationId, subscriptionId, ids, now, retryUntil),
  });
  return replayed.count;
}
