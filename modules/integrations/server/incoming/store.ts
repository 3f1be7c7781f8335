import type { Database, Db, RowOf } from '#platform/db/database.ts';
import { prepared } from '#platform/db/sql.ts';

const columns = ['id', 'name', 'start', 'action', 'deduplicate', 'state', 'created_at', 'changed_at'] as const;
export type IncomingRow = RowOf<'incoming_webhooks', (typeof columns)[number]>;

export async function findIncoming(db: Db, id: string): Promise<IncomingRow | undefined> {
  return db.selectFrom('incoming_webhooks').select(columns).where('id', '=', id).executeTakeFirst();
}

/** In the order they were made; one more than `limit`. */
export async function listIncomingRows(
  db: Db,
  organizationId: string,
  page: { limit: number; after: string | null },
): Promise<IncomingRow[]> {
  let query = db.selectFrom('incoming_webhooks').select(columns).where('organization_id', '=', organizationId);
  if (page.after !== null) query = query.where('id', '>', page.after);
  return query
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
}

export interface NewIncoming {
  readonly organization_id: string;
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly action: string;
  readonly deduplicate: string | null;
  readonly created_at: Date;
  readonly changed_at: Date;
}

export async function insertIncoming(db: Db, row: NewIncoming): Promise<void> {
  await db.insertInto('incoming_webhooks').values(row).execute();
}

export interface IncomingPatch {
  readonly name?: string;
  readonly action?: string;
  readonly deduplicate?: string | null;
  readonly state?: string;
  readonly changed_at: Date;
}

/** Returns whether there was one. */
export async function updateIncoming(db: Db, id: string, patch: IncomingPatch): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('incoming_webhooks').set(patch).where('id', '=', id).executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** With its log. Returns whether there was one. */
export async function deleteIncomingRow(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('incoming_webhooks').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

const callColumns = ['id', 'name', 'state', 'body', 'result', 'trouble', 'created_at'] as const;
export type CallRow = RowOf<'incoming_calls', (typeof callColumns)[number]>;

/** The newest first; one more than `limit`. */
export async function listCallRows(
  db: Db,
  organizationId: string,
  page: { webhookId: string; limit: number; before: string | null },
): Promise<CallRow[]> {
  let query = db
    .selectFrom('incoming_calls')
    .select(callColumns)
    .where('organization_id', '=', organizationId)
    .where('webhook_id', '=', page.webhookId);
  if (page.before !== null) query = query.where('id', '<', page.before);
  return query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

const insertCall = prepared<RowOf<'incoming_calls', 'id'>>(`
  insert into incoming_calls (organization_id, id, webhook_id, name, state, due_at, body, created_at)
  values ($1, $2, $3, $4, 'waiting', $6, $5, $6) on conflict (organization_id, webhook_id, name) do nothing returning id`);
const findCall = prepared<RowOf<'incoming_calls', 'id'>>(
  'select id from incoming_calls where organization_id = $1 and webhook_id = $2 and name = $3',
);

export interface NewCall {
  readonly organizationId: string;
  readonly webhookId: string;
  readonly id: string;
  readonly name: string | null;
  readonly body: string;
  readonly now: Date;
}

/** Keeps a call. Returns the id under which it is kept: another one's when the same was taken before. */
export async function keepCall(database: Database, call: NewCall): Promise<string> {
  const { organizationId, webhookId, id, name, body, now } = call;
  const { kept, known } = await database.script('keep incoming call', organizationId, {
    kept: insertCall(organizationId, id, webhookId, name, body, now),
    known: findCall(organizationId, webhookId, name),
  });
  return kept.rows[0]?.id ?? known.rows[0]?.id ?? id;
}

// One that somebody began a while ago and never finished is not begun again: what it was to do may have been done.
const claimCall = prepared<RowOf<'incoming_calls', 'body'> & { was: string; action: IncomingRow['action']; sealed_key: string }>(`
  with one as (select c.id, c.state from incoming_calls c where c.organization_id = $1 and c.id = $2
    and c.state in ('waiting', 'working') and c.due_at <= $3 for update skip locked)
  update incoming_calls c set state = 'working', due_at = $4 from one, incoming_webhooks w, organizations o
  where c.organization_id = $1 and c.id = one.id and w.organization_id = $1 and w.id = c.webhook_id and o.id = $1
  returning one.state as was, c.body, w.action, o.sealed_key`);

/** Takes a call to act on it; null: somebody else has, or it is done. `was` "working": its worker ended in the middle. */
export async function claimIncomingCall(
  database: Database,
  { organizationId, id }: { organizationId: string; id: string },
  { now, until }: { now: Date; until: Date },
) {
  const { claimed } = await database.script('claim incoming call', organizationId, { claimed: claimCall(organizationId, id, now, until) });
  return claimed.rows[0] ?? null;
}

const finishCall = prepared(`
  update incoming_calls c set state = $3, due_at = null, result = $4, trouble = $5
  where c.organization_id = $1 and c.id = $2 and c.state = 'working'`);

export async function finishIncomingCall(
  database: Database,
  { organizationId, id }: { organizationId: string; id: string },
  { result, trouble }: { result: string | null; trouble: string | null },
): Promise<void> {
  await database.script('finish incoming call', organizationId, {
    finished: finishCall(organizationId, id, trouble === null ? 'done' : 'failed', result, trouble),
  });
}

/** Of every address, the newest first. */
export async function listFailedCalls(
  db: Db,
  organizationId: string,
  { limit, before }: { limit: number; before: string | null },
): Promise<RowOf<'incoming_calls', 'id' | 'webhook_id' | 'trouble' | 'created_at'>[]> {
  let query = db
    .selectFrom('incoming_calls')
    .select(['id', 'webhook_id', 'trouble', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'failed');
  if (before !== null) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** It is acted on again, now. False: it has not failed. */
export async function repeatCall(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('incoming_calls')
    .set({ state: 'waiting', due_at: now, trouble: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function findCallState(db: Db, id: string): Promise<string | undefined> {
  return (await db.selectFrom('incoming_calls').select('state').where('id', '=', id).executeTakeFirst())?.state;
}
