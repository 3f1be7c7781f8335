import { type SqlBool, sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = [
  'id',
  'contact_id',
  'conversation_id',
  'given',
  'author',
  'author_id',
  'message_id',
  'word',
  'reason',
  'overrides',
  'created_at',
] as const;
export type ConsentRow = RowOf<'consents', (typeof columns)[number]>;

/** Of these records of one contact, the newest first; one more than `limit`. */
export async function listConsentRows(
  db: Db,
  organizationId: string,
  { contactIds, limit, before }: { contactIds: readonly string[]; limit: number; before: string | null },
): Promise<ConsentRow[]> {
  let query = db.selectFrom('consents').select(columns).where('organization_id', '=', organizationId).where('contact_id', 'in', contactIds);
  if (before !== null) query = query.where('id', '<', before);
  return query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

export async function lastConsent(db: Db, organizationId: string, conversationId: string): Promise<ConsentRow | undefined> {
  return db
    .selectFrom('consents')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export async function insertConsent(db: Db, row: ConsentRow & { organization_id: string }): Promise<void> {
  await db.insertInto('consents').values(row).execute();
}

/** The conversation of one of these records, held until the transaction ends. */
export async function lockConsentConversation(db: Db, id: string, contactIds: readonly string[]) {
  return db
    .selectFrom('conversations')
    .select(['id', 'opted_out_at', 'queued'])
    .where('id', '=', id)
    .where('contact_id', 'in', contactIds)
    .forUpdate()
    .executeTakeFirst();
}

/** Silence from now on, what is queued and the flows included; or its end. */
export async function setOptOut(db: Db, id: string, optOut: { at: Date; silencedTo: number } | null): Promise<void> {
  await db
    .updateTable('conversations')
    .set({ opted_out_at: optOut?.at ?? null, silenced_to: optOut?.silencedTo ?? null })
    .where('id', '=', id)
    .execute();
  if (optOut) await endFlows(db, id, optOut.at);
}

/** As a STOP does when its turn is committed (router/effects/consent-store.ts). */
async function endFlows(db: Db, conversationId: string, at: Date): Promise<void> {
  await db
    .updateTable('flow_runs')
    .set({ state: 'cancelled', waits_for: null, outcome: 'opted_out', due_at: null, changed_at: at, ended_at: at })
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', ['waiting', 'suspended'])
    .execute();
  await db
    .updateTable('conversations')
    .set({ routing: sql`routing - 'lock' - 'offered'` })
    .where('id', '=', conversationId)
    .where(sql<SqlBool>`routing -> 'lock' ->> 'process' = 'flow'`)
    .execute();
}
