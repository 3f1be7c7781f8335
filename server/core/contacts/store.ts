import type { Db, RowOf } from '#platform/db/database.ts';

const columns = ['id', 'name', 'profile_name', 'language', 'created_at', 'last_seen_at'] as const;

export type ContactRow = RowOf<'contacts', (typeof columns)[number]>;

export async function findContact(db: Db, id: string): Promise<ContactRow | undefined> {
  return db.selectFrom('contacts').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Where a page of contacts goes on: the sort key of the last one shown. */
export interface ContactPlace {
  readonly lastSeenAt: Date | null;
  readonly id: string;
}

/** The last seen first, in the order of `contacts_list`: who was never seen stands before all others. One more than `limit`. */
export async function listContactRows(
  db: Db,
  organizationId: string,
  page: { limit: number; after: ContactPlace | null },
): Promise<ContactRow[]> {
  const { limit, after } = page;
  let query = db.selectFrom('contacts').select(columns).where('organization_id', '=', organizationId);
  if (after !== null) {
    const { lastSeenAt, id } = after;
    query = query.where(({ eb, and, or, refTuple, tuple }) =>
      lastSeenAt === null
        ? or([and([eb('last_seen_at', 'is', null), eb('id', '<', id)]), eb('last_seen_at', 'is not', null)])
        : eb(refTuple('last_seen_at', 'id'), '<', tuple(lastSeenAt, id)),
    );
  }
  return query
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

export interface IdentityRow {
  readonly channel_type: string;
  readonly address: string;
}

export async function listIdentities(db: Db, organizationId: string, contactId: string): Promise<IdentityRow[]> {
  return db
    .selectFrom('identities')
    .select(['channel_type', 'address'])
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', contactId)
    .orderBy('created_at')
    .orderBy('address')
    .execute();
}

export interface ContactCounts {
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly conversations: number;
  readonly firstMessageAt: Date | null;
  readonly lastMessageAt: Date | null;
}

/** Counted from the contact's conversations and their messages, by index. */
export async function countForContact(db: Db, organizationId: string, contactId: string): Promise<ContactCounts> {
  const conversations = await db
    .selectFrom('conversations')
    .select(({ fn }) => fn.count<number>('id').as('conversations'))
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', contactId)
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
    .where('v.contact_id', '=', contactId)
    .executeTakeFirstOrThrow();
  return { ...conversations, ...messages };
}
