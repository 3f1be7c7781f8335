import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'name', 'profile_name', 'language', 'time_zone', 'created_at', 'last_seen_at'] as const;

export type ContactRow = RowOf<'contacts', (typeof columns)[number]>;

/** The member whose contacts only are looked at; null: all (see core/visibility.ts). */
export type Only = string | null;

const theirs = (only: string) => sql<string>`(select contacts_of_member(${only}))`;

/** The contact behind an id; that of a record that was joined leads to the kept one. */
export async function findContact(db: Db, id: string, only: Only): Promise<ContactRow | undefined> {
  let query = db
    .selectFrom('contacts')
    .select(columns)
    .where('id', '=', sql<string>`coalesce((select j.merged_into from contacts j where j.id = ${id}), ${id}::uuid)`);
  if (only !== null) query = query.where('id', 'in', theirs(only));
  return query.executeTakeFirst();
}

/** Those of the ids that may be seen, in the order of `ids`. */
export async function findContacts(db: Db, organizationId: string, ids: readonly string[], only: Only): Promise<ContactRow[]> {
  if (ids.length === 0) return [];
  let query = db.selectFrom('contacts').select(columns).where('organization_id', '=', organizationId).where('merged_into', 'is', null);
  query = query.where('id', '=', sql<string>`any (${ids}::uuid[])`);
  if (only !== null) query = query.where('id', 'in', theirs(only));
  const rows = new Map((await query.execute()).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Ids of the best matches: every word occurs in a name or an address. */
export async function searchContactIds(db: Db, words: readonly string[], only: Only, most: number): Promise<string[]> {
  const found = await sql<{ contact_id: string }>`select contact_id from search_contacts(${words}::text[], ${only}::uuid, ${most})`.execute(
    db,
  );
  return found.rows.map((row) => row.contact_id);
}

export interface ContactPatch {
  readonly name?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly time_zone?: string | null | undefined;
}

export async function insertContact(db: Db, row: ContactPatch & { organization_id: string; id: string; created_at: Date }): Promise<void> {
  await db.insertInto('contacts').values(row).execute();
}

export async function updateContact(db: Db, id: string, patch: ContactPatch): Promise<void> {
  await db.updateTable('contacts').set(patch).where('id', '=', id).execute();
}

/** Held until the transaction ends, in the order in which rows are locked everywhere. */
export async function lockContact(db: Db, id: string): Promise<void> {
  await db.selectFrom('contacts').select('id').where('id', '=', id).forUpdate().execute();
}

/** What of the organization a contact is read with. */
export async function readDefaults(
  db: Db,
  organizationId: string,
): Promise<{ country: string | null; time_zone: string; language: string }> {
  return db
    .selectFrom('organizations')
    .select(['country', 'time_zone', 'language'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
}

/** Ids of the records that were joined with this contact. */
export async function listMergedIds(db: Db, organizationId: string, contactId: string): Promise<string[]> {
  const query = db.selectFrom('contacts').select('id').where('organization_id', '=', organizationId).where('merged_into', '=', contactId);
  return (await query.orderBy('id').execute()).map((row) => row.id);
}

export async function listOptOuts(db: Db, organizationId: string, contactIds: readonly string[]) {
  return db
    .selectFrom('conversations')
    .select(['id', 'channel_id', 'opted_out_at'])
    .where('organization_id', '=', organizationId)
    .where('contact_id', 'in', contactIds)
    .where('opted_out_at', 'is not', null)
    .orderBy('opted_out_at')
    .execute();
}

/** Where a page of contacts goes on: the sort key of the last one shown. */
export interface ContactPlace {
  readonly lastSeenAt: Date | null;
  readonly id: string;
}

/**
 * The last seen first, in the order of `contacts_list`: who was never seen stands before all others. One more than `limit`. Those two are
 * asked for one after the other: in one question the index would be read from its beginning for each page.
 */
export async function listContactRows(
  db: Db,
  organizationId: string,
  page: { limit: number; after: ContactPlace | null; only: Only },
): Promise<ContactRow[]> {
  const { limit, after, only } = page;
  let contacts = db.selectFrom('contacts').select(columns).where('organization_id', '=', organizationId).where('merged_into', 'is', null);
  if (only !== null) contacts = contacts.where('id', 'in', theirs(only));
  const most = limit + 1;
  const seenBefore = after?.lastSeenAt ?? null;
  const never = contacts.where('last_seen_at', 'is', null).orderBy('id', 'desc');
  const unseen = seenBefore === null ? await (after ? never.where('id', '<', after.id) : never).limit(most).execute() : [];
  if (unseen.length === most) return unseen;
  let seen = contacts.where('last_seen_at', 'is not', null);
  if (after && seenBefore !== null)
    seen = seen.where(({ eb, refTuple, tuple }) => eb(refTuple('last_seen_at', 'id'), '<', tuple(seenBefore, after.id)));
  const rest = seen.orderBy('last_seen_at', 'desc').orderBy('id', 'desc');
  return [...unseen, ...(await rest.limit(most - unseen.length).execute())];
}

export interface ContactCounts {
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly conversations: number;
  readonly firstMessageAt: Date | null;
  readonly lastMessageAt: Date | null;
}

/** Counted from the conversations of these records and their messages, by index. */
export async function countForContact(db: Db, organizationId: string, contactIds: readonly string[]): Promise<ContactCounts> {
  const conversations = await db
    .selectFrom('conversations')
    .select(({ fn }) => fn.count<number>('id').as('conversations'))
    .where('organization_id', '=', organizationId)
    .where('contact_id', 'in', contactIds)
    .executeTakeFirstOrThrow();
  const messages = await db
    .selectFrom('messages as m')
    .innerJoin('conversations as v', (join) =>
      join.onRef('v.organization_id', '=', 'm.organization_id').onRef('v.id', '=', 'm.conversation_id'),
    )
    .select(({ fn }) => [
      fn.count<number>('m.id').filterWhere('m.direction', '=', 'in').as('messagesIn'),
      fn.count<number>('m.id').filterWhere('m.direction', '=', 'out').as('messagesOut'),
      fn.min('m.created_at').as('firstMessageAt'),
      fn.max('m.created_at').as('lastMessageAt'),
    ])
    .where('m.organization_id', '=', organizationId)
    .where('v.contact_id', 'in', contactIds)
    .executeTakeFirstOrThrow();
  return { ...conversations, ...messages };
}
