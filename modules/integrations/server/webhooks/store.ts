import type { Db, RowOf } from '#platform/db/database.ts';

/** Subscriptions and deliveries as people see them; delivering reads through delivery-store.ts. */

const columns = [
  'id',
  'url',
  'events',
  'description',
  'state',
  'trouble',
  'sealed_secrets',
  'failing_since',
  'created_at',
  'changed_at',
] as const;
export type SubscriptionRow = RowOf<'webhook_subscriptions', (typeof columns)[number]>;

export async function findSubscription(db: Db, id: string): Promise<SubscriptionRow | undefined> {
  return db.selectFrom('webhook_subscriptions').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Takes the row for the rest of the transaction. */
export async function lockSubscription(db: Db, id: string): Promise<SubscriptionRow | undefined> {
  return db.selectFrom('webhook_subscriptions').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** In the order they were made; one more than `limit`. */
export async function listSubscriptionRows(
  db: Db,
  organizationId: string,
  page: { limit: number; after: string | null },
): Promise<SubscriptionRow[]> {
  let query = db.selectFrom('webhook_subscriptions').select(columns).where('organization_id', '=', organizationId);
  if (page.after !== null) query = query.where('id', '>', page.after);
  return query
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
}

export async function countSubscriptions(db: Db, organizationId: string): Promise<number> {
  const row = await db
    .selectFrom('webhook_subscriptions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export interface NewSubscription {
  readonly organization_id: string;
  readonly id: string;
  readonly url: string;
  readonly events: string[];
  readonly description: string | null;
  readonly sealed_secrets: string;
  readonly created_at: Date;
  readonly changed_at: Date;
}

export async function insertSubscription(db: Db, row: NewSubscription): Promise<void> {
  await db.insertInto('webhook_subscriptions').values(row).execute();
}

export interface SubscriptionPatch {
  readonly url?: string;
  readonly events?: string[];
  readonly description?: string | null;
  readonly state?: string;
  readonly trouble?: null;
  readonly failing_since?: null;
  readonly sealed_secrets?: string;
}

export async function updateSubscription(db: Db, id: string, patch: SubscriptionPatch & { changed_at: Date }): Promise<void> {
  await db.updateTable('webhook_subscriptions').set(patch).where('id', '=', id).execute();
}

/** With everything that was to be delivered. Returns whether there was one. */
export async function deleteSubscription(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('webhook_subscriptions').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

const deliveryColumns = [
  'd.id',
  'd.subscription_id',
  'd.event_id',
  'd.position',
  'd.state',
  'd.attempts',
  'd.due_at',
  'd.tried_at',
  'd.code',
  'd.took_ms',
  'd.answer',
  'd.problem',
  'd.created_at',
  'e.type',
  'e.occurred_at',
] as const;
export type DeliveryRow = RowOf<
  'webhook_deliveries',
  | 'id'
  | 'subscription_id'
  | 'event_id'
  | 'position'
  | 'state'
  | 'attempts'
  | 'due_at'
  | 'tried_at'
  | 'code'
  | 'took_ms'
  | 'answer'
  | 'problem'
  | 'created_at'
> &
  RowOf<'webhook_events', 'type' | 'occurred_at'>;

function deliveries(db: Db) {
  return db
    .selectFrom('webhook_deliveries as d')
    .innerJoin('webhook_events as e', (join) => join.onRef('e.organization_id', '=', 'd.organization_id').onRef('e.id', '=', 'd.event_id'))
    .select(deliveryColumns);
}

export async function findDelivery(db: Db, id: string): Promise<DeliveryRow | undefined> {
  return deliveries(db).where('d.id', '=', id).executeTakeFirst();
}

/** The newest event first; one more than `limit`. */
export async function listDeliveryRows(
  db: Db,
  organizationId: string,
  page: { subscriptionId: string; state: string | undefined; limit: number; before: number | null },
): Promise<DeliveryRow[]> {
  let query = deliveries(db).where('d.organization_id', '=', organizationId).where('d.subscription_id', '=', page.subscriptionId);
  if (page.state !== undefined) query = query.where('d.state', '=', page.state);
  if (page.before !== null) query = query.where('d.position', '<', page.before);
  return query
    .orderBy('d.position', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** The ids of settled deliveries of events in a span of time, the oldest first. */
export async function listReplayable(
  db: Db,
  organizationId: string,
  wanted: { subscriptionId: string; from: Date; to: Date; states: readonly string[]; most: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_deliveries as d')
    .innerJoin('webhook_events as e', (join) => join.onRef('e.organization_id', '=', 'd.organization_id').onRef('e.id', '=', 'd.event_id'))
    .select('d.id')
    .where('d.organization_id', '=', organizationId)
    .where('d.subscription_id', '=', wanted.subscriptionId)
    .where('d.state', 'in', wanted.states)
    .where('e.occurred_at', '>=', wanted.from)
    .where('e.occurred_at', '<=', wanted.to)
    .orderBy('d.position')
    .limit(wanted.most)
    .execute();
  return rows.map((row) => row.id);
}

/** Of every subscription, the newest event first. */
export async function listFailedDeliveries(
  db: Db,
  organizationId: string,
  { limit, before }: { limit: number; before: number | null },
): Promise<DeliveryRow[]> {
  let query = deliveries(db).where('d.organization_id', '=', organizationId).where('d.state', '=', 'failed');
  if (before !== null) query = query.where('d.position', '<', before);
  return query.orderBy('d.position', 'desc').limit(limit).execute();
}
