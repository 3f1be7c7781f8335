import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const contactColumns = [
  'id',
  'name',
  'profile_name',
  'language',
  'time_zone',
  'created_at',
  'last_seen_at',
  'work',
  'done',
  'due_at',
  'turn_until',
  'merged_into',
] as const;
export type LockedContact = RowOf<'contacts', (typeof contactColumns)[number]>;

/** Both rows, held until the transaction ends, in the order in which rows are locked everywhere. */
export async function lockContacts(db: Db, organizationId: string, ids: readonly string[]): Promise<ReadonlyMap<string, LockedContact>> {
  const rows = await db
    .selectFrom('contacts')
    .select(contactColumns)
    .where('organization_id', '=', organizationId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const conversationColumns = [
  'id',
  'contact_id',
  'channel_id',
  'recipient',
  'state',
  'handler',
  'handler_reason',
  'opted_out_at',
  'silenced_to',
  'queued',
  'last_inbound_at',
  'waiting_since',
] as const;
export type LockedConversation = RowOf<'conversations', (typeof conversationColumns)[number]>;

export async function lockConversations(db: Db, organizationId: string, contactIds: readonly string[]): Promise<LockedConversation[]> {
  return db
    .selectFrom('conversations')
    .select(conversationColumns)
    .where('organization_id', '=', organizationId)
    .where('contact_id', 'in', contactIds)
    .orderBy('contact_id')
    .orderBy('channel_id')
    .forUpdate()
    .execute();
}

export interface Waiting {
  readonly id: string;
  readonly conversation_id: string;
  readonly created_at: Date;
}

/** A contact's unanswered messages in their order. */
export async function listWaiting(db: Db, organizationId: string, { id, done }: { id: string; done: number }): Promise<Waiting[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'conversation_id', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', id)
    .where('direction', '=', 'in')
    .where('position', '>', done)
    .orderBy('position')
    .execute();
}

export interface Placed {
  readonly id: string;
  readonly conversation_id: string;
}

/**
 * Makes these the contact's unanswered messages, in this order, and its work. Places are unique within a contact, so those that are
 * taken are left first.
 */
export async function placeWaiting(
  db: Db,
  organizationId: string,
  contact: { id: string; done: number },
  { waiting, now }: { waiting: readonly Placed[]; now: Date },
): Promise<void> {
  const ids = waiting.map((one) => one.id);
  const conversations = waiting.map((one) => one.conversation_id);
  if (ids.length > 0) {
    await sql`update messages set position = -position where organization_id = ${organizationId} and id = any (${ids}::uuid[])`.execute(db);
    await sql`update messages m set contact_id = ${contact.id}, conversation_id = w.conversation_id, position = ${contact.done} + w.n
      from unnest(${ids}::uuid[], ${conversations}::uuid[]) with ordinality as w(id, conversation_id, n)
      where m.organization_id = ${organizationId} and m.id = w.id`.execute(db);
  }
  await db
    .updateTable('contacts')
    .set({ work: contact.done + ids.length, failures: 0, ...(ids.length > 0 ? { due_at: now } : {}) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', contact.id)
    .execute();
}

/** The merged record's addresses are the kept contact's now. */
export async function moveIdentities(db: Db, organizationId: string, from: string, to: string) {
  return db
    .updateTable('identities')
    .set({ contact_id: to })
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', from)
    .returning(['channel_type', 'address'])
    .execute();
}

/** Gives those addresses back that are still where the merge put them; returns how many. */
export async function returnIdentities(
  db: Db,
  organizationId: string,
  { from, to, identities }: { from: string; to: string; identities: readonly { channel_type: string; address: string }[] },
): Promise<number> {
  const moved = await sql`update identities set contact_id = ${to}
    where organization_id = ${organizationId} and contact_id = ${from}
      and (channel_type, address) in (select * from unnest(${identities.map((one) => one.channel_type)}::text[], ${identities.map((one) => one.address)}::text[]))`.execute(
    db,
  );
  return Number(moved.numAffectedRows ?? 0n);
}

export async function moveConversations(
  db: Db,
  organizationId: string,
  ids: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<string[]> {
  if (ids.length === 0) return [];
  const moved = await db
    .updateTable('conversations')
    .set({ contact_id: to })
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', from)
    .where('id', 'in', ids)
    .returning('id')
    .execute();
  return moved.map((row) => row.id);
}

export interface ConversationPatch {
  readonly recipient?: string;
  readonly state?: 'open' | 'closed';
  readonly handler?: 'assistant' | 'people';
  readonly handler_reason?: string | null;
  readonly opted_out_at?: Date | null;
  readonly silenced_to?: number | null;
  readonly last_inbound_at?: Date | null;
  readonly waiting_since?: Date | null;
}

export async function patchConversation(db: Db, id: string, patch: ConversationPatch): Promise<void> {
  if (Object.keys(patch).length > 0) await db.updateTable('conversations').set(patch).where('id', '=', id).execute();
}

export async function patchContact(
  db: Db,
  id: string,
  patch: {
    name?: string | null;
    profile_name?: string | null;
    language?: string | null;
    time_zone?: string | null;
    last_seen_at?: Date | null;
  },
): Promise<void> {
  if (Object.keys(patch).length > 0) await db.updateTable('contacts').set(patch).where('id', '=', id).execute();
}

/** The record, and those joined with it before, lead to the kept one; a stale lease is forgotten. */
export async function pointTo(db: Db, organizationId: string, mergedId: string, keptId: string): Promise<void> {
  await sql`update contacts set merged_into = ${keptId}, work = case when id = ${mergedId} then done else work end,
      turn_lease = case when id = ${mergedId} then null else turn_lease end, turn_until = case when id = ${mergedId} then null else turn_until end
    where organization_id = ${organizationId} and (id = ${mergedId} or merged_into = ${mergedId})`.execute(db);
}

/** The record stands for itself again, and those that were joined with it lead to it. */
export async function standAlone(db: Db, organizationId: string, id: string): Promise<void> {
  await db.updateTable('contacts').set({ merged_into: null }).where('organization_id', '=', organizationId).where('id', '=', id).execute();
  await sql`with recursive below as (
      select merged_id from contact_merges where organization_id = ${organizationId} and kept_id = ${id} and undone_at is null
      union select m.merged_id from contact_merges m join below b on m.kept_id = b.merged_id
        where m.organization_id = ${organizationId} and m.undone_at is null)
    update contacts set merged_into = ${id} where organization_id = ${organizationId} and id in (select merged_id from below)`.execute(db);
}

/** Members who had the merged record have the kept one; returns who was added. */
export async function copyAssignments(
  db: Db,
  organizationId: string,
  ids: { keptId: string; mergedId: string },
  { by, now }: { by: string; now: Date },
): Promise<string[]> {
  const added = await sql<{
    member_id: string;
  }>`insert into contact_assignments (organization_id, id, contact_id, member_id, assigned_by, created_at)
    select a.organization_id, gen_random_uuid(), ${ids.keptId}, a.member_id, ${by}, ${now} from contact_assignments a
    where a.organization_id = ${organizationId} and a.contact_id = ${ids.mergedId} and a.ended_at is null
    on conflict do nothing returning member_id`.execute(db);
  return added.rows.map((row) => row.member_id);
}

const mergeColumns = ['id', 'kept_id', 'merged_id', 'record', 'created_at', 'undone_at'] as const;
export type MergeRow = RowOf<'contact_merges', (typeof mergeColumns)[number]>;

export async function insertMerge(
  db: Db,
  row: { organization_id: string; id: string; kept_id: string; merged_id: string; record: string; merged_by: string; created_at: Date },
): Promise<void> {
  await db.insertInto('contact_merges').values(row).execute();
}

export async function findMerge(db: Db, id: string): Promise<MergeRow | undefined> {
  return db.selectFrom('contact_merges').select(mergeColumns).where('id', '=', id).executeTakeFirst();
}

export async function markUndone(db: Db, id: string, by: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contact_merges')
    .set({ undone_at: now, undone_by: by })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What was joined with this contact, directly or through others, the newest first. */
export async function listMergeRows(db: Db, organizationId: string, contactIds: readonly string[], limit: number): Promise<MergeRow[]> {
  return db
    .selectFrom('contact_merges')
    .select(mergeColumns)
    .where('organization_id', '=', organizationId)
    .where('kept_id', 'in', contactIds)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Messages that came into a conversation after a moment. */
export async function countSince(db: Db, organizationId: string, conversationId: string, moment: Date): Promise<number> {
  const row = await db
    .selectFrom('messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'in')
    .where('created_at', '>', moment)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Puts messages back into the conversation they were taken from, if they are still where the merge put them. */
export async function returnMessages(
  db: Db,
  organizationId: string,
  from: string,
  messages: readonly { id: string; from: string }[],
): Promise<void> {
  if (messages.length === 0) return;
  await sql`update messages m set conversation_id = w.conversation_id
    from unnest(${messages.map((one) => one.id)}::uuid[], ${messages.map((one) => one.from)}::uuid[]) as w(id, conversation_id)
    where m.organization_id = ${organizationId} and m.id = w.id and m.conversation_id = ${from}`.execute(db);
}

export interface DuplicateRow {
  readonly address: string;
  readonly contact_ids: string[];
}

/** The same phone number or e-mail address at several contacts, under different channel types; `from`: after this address. */
export async function listDuplicateRows(
  db: Db,
  organizationId: string,
  page: { from: string | null; only: string | null; limit: number },
): Promise<DuplicateRow[]> {
  const { from, only, limit } = page;
  const found = await sql<DuplicateRow>`
    select i.address, array_agg(distinct i.contact_id order by i.contact_id)::text[] as contact_ids from identities i
    where i.organization_id = ${organizationId} and (i.address like 'phone:%' or i.address like 'email:%')
      and (${from}::text is null or i.address > ${from})
      and (${only}::uuid is null or i.contact_id in (select contacts_of_member(${only}::uuid)))
    group by i.address having count(distinct i.contact_id) > 1 order by i.address limit ${limit + 1}`.execute(db);
  return found.rows;
}
