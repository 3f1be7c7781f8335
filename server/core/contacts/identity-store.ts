import type { Db, RowOf } from '#platform/db/database.ts';

export type IdentityRow = RowOf<'identities', 'channel_type' | 'address'>;

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

/** Gives an address to a contact; returns whose it is then: another's, when it was taken. */
export async function claimIdentity(
  db: Db,
  row: IdentityRow & { organization_id: string; contact_id: string; created_at: Date },
): Promise<string> {
  await db
    .insertInto('identities')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { organization_id, channel_type, address } = row;
  const found = await db
    .selectFrom('identities')
    .select('contact_id')
    .where('organization_id', '=', organization_id)
    .where('channel_type', '=', channel_type)
    .where('address', '=', address)
    .executeTakeFirstOrThrow();
  return found.contact_id;
}

/** Whose an address is; undefined: nobody's. */
export async function ownerOf(db: Db, organizationId: string, { channel_type, address }: IdentityRow): Promise<string | undefined> {
  const row = await db
    .selectFrom('identities')
    .select('contact_id')
    .where('organization_id', '=', organizationId)
    .where('channel_type', '=', channel_type)
    .where('address', '=', address)
    .executeTakeFirst();
  return row?.contact_id;
}

/** Whose an address is on any channel, whoever was seen last first. */
export async function ownersOf(db: Db, organizationId: string, address: string): Promise<string[]> {
  const rows = await db
    .selectFrom('identities as i')
    .innerJoin('contacts as c', (join) => join.onRef('c.organization_id', '=', 'i.organization_id').onRef('c.id', '=', 'i.contact_id'))
    .select('i.contact_id')
    .where('i.organization_id', '=', organizationId)
    .where('i.address', '=', address)
    .orderBy('c.last_seen_at', (order) => order.desc().nullsLast())
    .execute();
  return rows.map((row) => row.contact_id);
}

export async function deleteIdentity(
  db: Db,
  organizationId: string,
  contactId: string,
  { channel_type, address }: IdentityRow,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('identities')
    .where('organization_id', '=', organizationId)
    .where('contact_id', '=', contactId)
    .where('channel_type', '=', channel_type)
    .where('address', '=', address)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Whether the contact has a conversation on a channel of this type and no address of the type is left. */
export async function hasUnreachableConversation(db: Db, organizationId: string, contactId: string, channelType: string): Promise<boolean> {
  const row = await db
    .selectFrom('conversations as v')
    .innerJoin('channels as l', (join) => join.onRef('l.organization_id', '=', 'v.organization_id').onRef('l.id', '=', 'v.channel_id'))
    .select('v.id')
    .where('v.organization_id', '=', organizationId)
    .where('v.contact_id', '=', contactId)
    .where('l.type', '=', channelType)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('identities as i')
            .select('i.address')
            .where('i.organization_id', '=', organizationId)
            .where('i.contact_id', '=', contactId)
            .where('i.channel_type', '=', channelType),
        ),
      ),
    )
    .executeTakeFirst();
  return row !== undefined;
}
