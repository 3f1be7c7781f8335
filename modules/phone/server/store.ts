import { sql } from 'kysely';
import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'channel_id', 'contact_id', 'name', 'run', 'off', 'fails', 'created_at'] as const;

export type PhoneRow = RowOf<'phones', (typeof columns)[number]> & { readonly conversation_id: string | null };

const conversationId = sql<string | null>`(select v.id from conversations v where v.organization_id = phones.organization_id
  and v.contact_id = phones.contact_id and v.channel_id = phones.channel_id)`.as('conversation_id');

/** In the order they were made. */
export async function listPhoneRows(db: Db, organizationId: string, most: number): Promise<PhoneRow[]> {
  const query = db.selectFrom('phones').select(columns).select(conversationId).where('organization_id', '=', organizationId);
  return query.orderBy('id').limit(most).execute();
}

export async function findPhone(db: Db, id: string): Promise<PhoneRow | undefined> {
  return db.selectFrom('phones').select(columns).select(conversationId).where('id', '=', id).executeTakeFirst();
}

export interface NewPhone {
  readonly organization_id: string;
  readonly id: string;
  readonly channel_id: string;
  readonly contact_id: string;
  readonly name: string;
  readonly created_at: Date;
}

export async function insertPhone(db: Db, phone: NewPhone): Promise<void> {
  await db.insertInto('phones').values(phone).execute();
}

export interface PhonePatch {
  readonly name?: string | undefined;
  readonly off?: boolean | undefined;
  readonly fails?: boolean | undefined;
  readonly run?: number;
  readonly contact_id?: string;
}

export async function updatePhone(db: Db, id: string, patch: PhonePatch): Promise<void> {
  await db.updateTable('phones').set(patch).where('id', '=', id).execute();
}

/** Held until the transaction ends. */
export async function lockPhone(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('phones').select('id').where('id', '=', id).forUpdate().executeTakeFirst()) !== undefined;
}

export async function deletePhone(db: Db, id: string): Promise<void> {
  await db.deleteFrom('phones').where('id', '=', id).execute();
}

export async function markTestContact(db: Db, contactId: string): Promise<void> {
  await db.updateTable('contacts').set({ test: true }).where('id', '=', contactId).execute();
}

export async function renameContact(db: Db, contactId: string, name: string): Promise<void> {
  await db.updateTable('contacts').set({ name }).where('id', '=', contactId).execute();
}

export interface ThreadMessage {
  readonly id: string;
  readonly direction: string;
  readonly kind: string;
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly provider_id: string | null;
}

/** A message of the conversation; undefined when there is none. */
export async function findInThread(db: Db, conversationId: string, id: string): Promise<ThreadMessage | undefined> {
  return db
    .selectFrom('messages')
    .select(['id', 'direction', 'kind', 'content', 'provider_id'])
    .where('conversation_id', '=', conversationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function findByProviderId(db: Db, organizationId: string, channelId: string, providerId: string): Promise<string | undefined> {
  const query = db.selectFrom('messages').select('id').where('organization_id', '=', organizationId).where('channel_id', '=', channelId);
  return (await query.where('provider_id', '=', providerId).executeTakeFirst())?.id;
}

/** More were not left unread on any phone. */
const unsettledMax = 500;

/** What was sent to the phone and is in one of these states, up to a message; the newest so many. */
export async function listSent(
  db: Db,
  organizationId: string,
  asked: { conversationId: string; statuses: readonly string[]; upTo: string | null },
): Promise<{ id: string; provider_id: string }[]> {
  let query = db
    .selectFrom('messages')
    .select(['id', 'provider_id'])
    .where('organization_id', '=', organizationId)
    .where('conversation_id', '=', asked.conversationId)
    .where('direction', '=', 'out')
    .where('provider_id', 'is not', null)
    .where('status', 'in', asked.statuses);
  if (asked.upTo !== null) query = query.where('id', '<=', asked.upTo);
  return (await query.orderBy('id', 'desc').limit(unsettledMax).execute()) as { id: string; provider_id: string }[];
}
